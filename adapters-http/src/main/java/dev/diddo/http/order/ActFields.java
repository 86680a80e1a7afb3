package dev.diddo.http.order;

import dev.diddo.domain.id.LineId;
import dev.diddo.domain.order.Tracking;
import dev.diddo.domain.order.Units;
import dev.diddo.domain.payment.CardNumber;
import dev.diddo.http.Fields;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What bodies say of an act on a merchant order. */
final class ActFields {
  private static final int MAX_LINES = 500;
  private static final int MAX_QUANTITY = 9_999;
  private static final int MAX_REASON = 500;

  private ActFields() {}

  /** Empty if none are named, which means all. */
  static List<Units> lines(Fields body) {
    return body.objects("lines", 1, MAX_LINES, ActFields::units);
  }

  private static Units units(Fields line) {
    return new Units(line.id("line_id", LineId::new), line.integer("quantity", 1, MAX_QUANTITY));
  }

  static Optional<String> reason(Fields body) {
    return text(body, "reason", MAX_REASON);
  }

  /** For people to read; a card's number has no place there. */
  static Optional<String> text(Fields body, String name, int maxChars) {
    var text = body.optionalText(name, maxChars);
    if (text.filter(CardNumber::isIn).isPresent()) {
      body.invalid(name, "must not hold a card number");
    }
    return text;
  }

  static Tracking tracking(Fields body) {
    return new Tracking(
        body.optionalText("carrier", Tracking.MAX_CARRIER),
        body.optionalText("tracking_number", Tracking.MAX_NUMBER),
        page(body, "tracking_url"));
  }

  /** Changes what is given, and takes away what is null. */
  static UnaryOperator<Tracking> correction(Fields body) {
    var carrier = body.nullableText("carrier", Tracking.MAX_CARRIER);
    var number = body.nullableText("tracking_number", Tracking.MAX_NUMBER);
    var url =
        body.isNull("tracking_url")
            ? Optional.of(Optional.<URI>empty())
            : page(body, "tracking_url").map(Optional::of);
    return before ->
        new Tracking(
            carrier.orElse(before.carrier()),
            number.orElse(before.number()),
            url.orElse(before.url()));
  }

  /** An address that a buyer's browser may be sent to. */
  static Optional<URI> page(Fields body, String name) {
    var text = body.optionalText(name, Tracking.MAX_URL);
    var page = text.flatMap(ActFields::uri).filter(Tracking::isPage);
    if (text.isPresent() && page.isEmpty()) {
      body.invalid(name, "must be an http or https address, without user info");
    }
    return page;
  }

  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException none) {
      return Optional.empty();
    }
  }
}
