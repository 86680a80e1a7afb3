package dev.diddo.gateway.sandbox;

import dev.diddo.gateway.spi.Pages;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The provider's pages: a card form, a challenge, an end. A buyer is known by the link alone, so no
 * cookie is needed, and a form that is posted twice finds the payment ended and is sent on.
 */
final class HostedPages implements Pages {
  private static final Map<String, String> PRIVATE =
      Map.of(
          "Cache-Control", "no-store",
          "Referrer-Policy", "same-origin", // the link is the key to the page
          "X-Robots-Tag", "noindex");

  private final SandboxGateway provider;
  private final PageHtml html;
  private final InstantSource clock;

  HostedPages(SandboxGateway provider, URI pagesUrl, InstantSource clock) {
    this.provider = provider;
    this.html = new PageHtml(pagesUrl);
    this.clock = clock;
  }

  @Override
  public Page answer(PageRequest request) {
    if (request.path().equals("style.css")) {
      return StyleSheet.PAGE;
    }
    var slash = request.path().indexOf('/');
    var token = slash < 0 ? request.path() : request.path().substring(0, slash);
    var act = slash < 0 ? "" : request.path().substring(slash);
    return PageToken.parse(token)
        .flatMap(provider::find)
        .map(payment -> answer(payment, request.method() + " " + act, request.form()))
        .orElseGet(this::nothingHere);
  }

  private Page answer(Payment payment, String what, Map<String, String> form) {
    return switch (what) {
      case "GET " -> payment.status() == Payment.Status.CHALLENGED ? leave(payment) : show(payment);
      case "POST " -> pay(payment, form);
      case "GET /challenge" ->
          payment.status() == Payment.Status.OPEN ? leave(payment) : show(payment);
      case "POST /challenge" -> answerChallenge(payment, form.getOrDefault("outcome", ""));
      case "POST /cancel" -> move(payment, it -> it.cancel(clock.instant()));
      default -> nothingHere();
    };
  }

  private Page show(Payment payment) {
    return switch (payment.status()) {
      case OPEN -> page(200, html.cardForm(payment, new CardForm.Refused(Map.of(), "")));
      case CHALLENGED -> page(200, html.challenge(payment, ""));
      case AUTHORISED, CAPTURED, DECLINED, CANCELLED -> page(200, html.over(payment));
    };
  }

  private Page pay(Payment payment, Map<String, String> form) {
    if (payment.status() != Payment.Status.OPEN) {
      return leave(payment);
    }
    return switch (CardForm.read(form, clock.instant())) {
      case CardForm.Presented(var card) -> move(payment, it -> card.charge(it, clock.instant()));
      case CardForm.Refused refused -> page(422, html.cardForm(payment, refused));
    };
  }

  private Page answerChallenge(Payment payment, String outcome) {
    if (payment.status() != Payment.Status.CHALLENGED) {
      return leave(payment);
    }
    return switch (outcome) {
      case "pass" -> move(payment, it -> it.passChallenge(clock.instant()));
      case "fail" -> move(payment, it -> it.failChallenge(clock.instant()));
      default -> page(422, html.challenge(payment, "Choose one of the two answers."));
    };
  }

  private Page move(Payment payment, UnaryOperator<Payment> move) {
    return provider
        .change(PageToken.of(payment).fileName(), move)
        .map(this::leave)
        .orElseGet(this::nothingHere);
  }

  /** Sends the buyer to where a payment in this status belongs. */
  private Page leave(Payment payment) {
    return Page.seeOther(
        switch (payment.status()) {
          case OPEN -> provider.url(payment);
          case CHALLENGED -> URI.create(provider.url(payment) + "/challenge");
          case AUTHORISED, CAPTURED -> payment.terms().successUrl();
          case DECLINED, CANCELLED -> payment.terms().cancelUrl();
        });
  }

  private Page nothingHere() {
    return page(404, html.nothingHere());
  }

  private static Page page(int status, String html) {
    return new Page(status, PRIVATE, html);
  }
}
