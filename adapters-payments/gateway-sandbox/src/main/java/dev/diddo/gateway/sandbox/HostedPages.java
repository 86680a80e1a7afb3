package dev.diddo.gateway.sandbox;

import dev.diddo.gateway.spi.Pages;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
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

  private final Desk desk;
  private final CustomerBook customers;
  private final URI pagesUrl;
  private final PageHtml html;

  HostedPages(Desk desk, CustomerBook customers, URI pagesUrl) {
    this.desk = desk;
    this.customers = customers;
    this.pagesUrl = pagesUrl;
    this.html = new PageHtml(pagesUrl);
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
        .flatMap(desk::find)
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
      case "POST /cancel" -> move(payment, it -> it.cancel(now()));
      default -> nothingHere();
    };
  }

  private Page show(Payment payment) {
    return switch (payment.status()) {
      case OPEN -> cardForm(200, payment, new CardForm.Refused(Map.of(), ""));
      case CHALLENGED -> page(200, html.challenge(payment, ""));
      case AUTHORISED, CAPTURED, DECLINED, CANCELLED -> page(200, html.over(payment));
    };
  }

  private Page pay(Payment payment, Map<String, String> form) {
    if (payment.status() != Payment.Status.OPEN) {
      return leave(payment);
    }
    return switch (read(payment, form)) {
      case CardForm.Presented(var card) -> charge(payment, card);
      case CardForm.Refused refused -> cardForm(422, payment, refused);
    };
  }

  /** Either a card used before, of which the page has nothing but a token, or one typed in. */
  private CardForm read(Payment payment, Map<String, String> form) {
    var saved = Optional.ofNullable(form.get(CardForm.SAVED_CARD));
    if (saved.isEmpty()) {
      return CardForm.read(form, now());
    }
    return customers
        .find(payment.terms().customer())
        .filter(customer -> customer.card().equals(saved.get()))
        .flatMap(CustomerBook.Known::lastCard)
        .<CardForm>map(CardForm.Presented::new)
        .orElseGet(
            () ->
                new CardForm.Refused(
                    Map.of(CardForm.Field.CARD_NUMBER, "Please enter the card's number."), ""));
  }

  private Page charge(Payment payment, TestCard card) {
    var charged = desk.change(payment.terms().reference(), it -> card.charge(it, now()));
    charged
        .map(Payment::status)
        .filter(it -> it == Payment.Status.AUTHORISED || it == Payment.Status.CHALLENGED)
        .ifPresent(_ -> customers.used(payment.terms().customer(), card));
    return charged.map(this::leave).orElseGet(this::nothingHere);
  }

  private Page cardForm(int status, Payment payment, CardForm.Refused shown) {
    var known = customers.find(payment.terms().customer());
    return page(status, html.cardForm(payment, shown, known));
  }

  private Page answerChallenge(Payment payment, String outcome) {
    if (payment.status() != Payment.Status.CHALLENGED) {
      return leave(payment);
    }
    return switch (outcome) {
      case "pass" -> move(payment, it -> it.passChallenge(now()));
      case "fail" -> move(payment, it -> it.failChallenge(now()));
      default -> page(422, html.challenge(payment, "Choose one of the two answers."));
    };
  }

  private Page move(Payment payment, UnaryOperator<Payment> move) {
    return desk.change(payment.terms().reference(), move)
        .map(this::leave)
        .orElseGet(this::nothingHere);
  }

  /** Sends the buyer to where a payment in this status belongs. */
  private Page leave(Payment payment) {
    return Page.seeOther(
        switch (payment.status()) {
          case OPEN -> PageToken.of(payment).below(pagesUrl);
          case CHALLENGED -> URI.create(PageToken.of(payment).below(pagesUrl) + "/challenge");
          case AUTHORISED, CAPTURED -> payment.terms().successUrl();
          case DECLINED, CANCELLED -> payment.terms().cancelUrl();
        });
  }

  private Instant now() {
    return desk.clock().instant();
  }

  private Page nothingHere() {
    return page(404, html.nothingHere());
  }

  private static Page page(int status, String html) {
    return new Page(status, PRIVATE, html);
  }
}
