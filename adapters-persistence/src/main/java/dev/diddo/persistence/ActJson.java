package dev.diddo.persistence;

import dev.diddo.domain.id.FulfillmentId;
import dev.diddo.domain.id.LineId;
import dev.diddo.domain.id.RequiredActionId;
import dev.diddo.domain.id.ReturnId;
import dev.diddo.domain.order.Fulfillment;
import dev.diddo.domain.order.RequiredAction;
import dev.diddo.domain.order.Return;
import dev.diddo.domain.order.Tracking;
import dev.diddo.domain.order.Units;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;

/** What stores did with their part of an order, as JSON. */
final class ActJson {
  private ActJson() {}

  static JsonObject write(Units units) {
    return new JsonObject()
        .put("line", units.line().value().toString())
        .put("quantity", units.quantity());
  }

  static Units readUnits(JsonObject json) {
    return new Units(new LineId(Stored.id(json, "line")), Stored.integer(json, "quantity"));
  }

  static JsonObject write(Fulfillment sent) {
    var json = new JsonObject().put("id", sent.id().value().toString());
    Stored.put(json, "carrier", sent.tracking().carrier());
    Stored.put(json, "number", sent.tracking().number());
    Stored.put(json, "url", sent.tracking().url().map(URI::toString));
    return json.put("lines", Stored.array(sent.lines(), ActJson::write))
        .put("at", sent.createdAt().toString());
  }

  static Fulfillment readFulfillment(JsonObject json) {
    return new Fulfillment(
        new FulfillmentId(Stored.id(json, "id")),
        new Tracking(
            Stored.optionalText(json, "carrier"),
            Stored.optionalText(json, "number"),
            Stored.optionalText(json, "url").map(URI::create)),
        Stored.list(json, "lines", ActJson::readUnits),
        Instant.parse(Stored.text(json, "at")));
  }

  static JsonObject write(Return taken) {
    var json =
        new JsonObject()
            .put("id", taken.id().value().toString())
            .put("lines", Stored.array(taken.lines(), ActJson::write));
    return Stored.put(json, "reason", taken.reason())
        .put("restocked", taken.restocked())
        .put("at", taken.createdAt().toString());
  }

  static Return readReturn(JsonObject json) {
    return new Return(
        new ReturnId(Stored.id(json, "id")),
        Stored.list(json, "lines", ActJson::readUnits),
        Stored.optionalText(json, "reason"),
        Stored.truth(json, "restocked"),
        Instant.parse(Stored.text(json, "at")));
  }

  static JsonObject write(RequiredAction action) {
    var json =
        new JsonObject()
            .put("id", action.id().value().toString())
            .put("type", action.type())
            .put("message", action.message());
    return Stored.put(json, "url", action.url().map(URI::toString))
        .put("at", action.createdAt().toString());
  }

  static RequiredAction readRequiredAction(JsonObject json) {
    return new RequiredAction(
        new RequiredActionId(Stored.id(json, "id")),
        Stored.text(json, "type"),
        Stored.text(json, "message"),
        Stored.optionalText(json, "url").map(URI::create),
        Instant.parse(Stored.text(json, "at")));
  }
}
