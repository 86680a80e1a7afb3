package dev.diddo.http.payment;

import dev.diddo.application.payment.GatewayPages;
import dev.diddo.application.payment.Gateways;
import dev.diddo.application.payment.ReceiveNotification;
import dev.diddo.domain.Outcome;
import dev.diddo.http.Access;
import dev.diddo.http.Call;
import dev.diddo.http.Endpoints;
import dev.diddo.http.Intake;
import dev.diddo.http.Problem;
import dev.diddo.http.ProblemCode;
import dev.diddo.http.Reply;
import dev.diddo.http.Route;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What payment gateways tell us, and the pages that they serve to buyers through us. */
public final class GatewayEndpoints implements Endpoints {
  /** No form-action: a form's answer may lead to a page of any origin. */
  private static final String PAGE_POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none';"
          + " frame-ancestors 'none'";

  /** Whatever is below belongs to the gateway. */
  private static final String PAGES = "/{gateway}/payments/*";

  private final ReceiveNotification receiveNotification;
  private final GatewayPages pages;

  public GatewayEndpoints(ReceiveNotification receiveNotification, GatewayPages pages) {
    this.receiveNotification = receiveNotification;
    this.pages = pages;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/payments/{gateway}/notifications", Access.open(), this::receive)
            .takes(Intake.NOTIFICATION)
            .repeated(Route.Repetition.IGNORED),
        Route.get(PAGES, Access.open(), call -> page(call, Map.of())),
        Route.post(PAGES, Access.open(), this::posted)
            .takes(Intake.FORM)
            .repeated(Route.Repetition.IGNORED));
  }

  private Reply receive(Call call) {
    var outcome = receiveNotification.receive(call.path("gateway"), call.headers(), call.bytes());
    return switch (outcome) {
      case Outcome.Accepted<Gateways.Notice, Gateways.Unverified> _ -> Reply.noContent();
      case Outcome.Refused<Gateways.Notice, Gateways.Unverified>(var reason) ->
          Reply.of(
              reason.unknownGateway()
                  ? Problem.notFound()
                  : Problem.of(
                      ProblemCode.NOTIFICATION_UNVERIFIED,
                      "The signature is missing, wrong or of another time."));
    };
  }

  private Reply posted(Call call) {
    return page(call, FormFields.read(call.bytes()));
  }

  private Reply page(Call call, Map<String, String> form) {
    return pages
        .answer(call.path("gateway"), call.method(), call.rest(), form)
        .map(GatewayEndpoints::shown)
        .orElseGet(() -> Reply.of(Problem.notFound()));
  }

  private static Reply shown(GatewayPages.Page page) {
    var reply =
        Reply.of(
            page.status(),
            "text/html; charset=utf-8",
            page.html().getBytes(StandardCharsets.UTF_8));
    for (var header : page.headers().entrySet()) {
      reply = reply.header(header.getKey(), header.getValue());
    }
    return reply
        .header("Content-Security-Policy", PAGE_POLICY)
        .header("Referrer-Policy", "no-referrer")
        .header("X-Robots-Tag", "noindex");
  }
}
