package dev.diddo.bootstrap.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diddo.bootstrap.actors.Answer;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Platform;

/** What stores say to their parts of an order. */
final class Decisions {
  private Decisions() {}

  /** The answer of the store that comes so manieth in this order. */
  static Answer of(Platform platform, JsonNode order, int part, String status) {
    return platform.post(pathOf(order, part) + "/acceptance", Json.of("status", status));
  }

  static String pathOf(JsonNode order, int part) {
    return "/orders/%s/merchant_orders/%s"
        .formatted(
            order.path("id").asText(),
            order.path("merchant_orders").path(part).path("id").asText());
  }
}
