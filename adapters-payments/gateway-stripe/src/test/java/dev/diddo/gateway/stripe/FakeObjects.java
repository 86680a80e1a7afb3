package dev.diddo.gateway.stripe;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Stripe's objects of all types, by id, and how they are listed and shown. */
abstract class FakeObjects {
  final InstantSource clock;
  private final Map<String, ObjectNode> objects = new LinkedHashMap<>();
  private int last;

  FakeObjects(InstantSource clock) {
    this.clock = clock;
  }

  synchronized List<ObjectNode> all(String type) {
    return objects.values().stream().filter(it -> text(it, "object").equals(type)).toList();
  }

  static String text(ObjectNode object, String field) {
    return object.path(field).asText("");
  }

  ObjectNode shown(ObjectNode session, Map<String, String> p) {
    var shown = session.deepCopy();
    shown.remove("planned");
    var intent = text(session, "payment_intent");
    if ("payment_intent".equals(p.get("expand[0]")) && !intent.isEmpty()) {
      shown.set("payment_intent", get(intent));
    }
    return shown;
  }

  long sum(String type, String field, ObjectNode of) {
    return all(type).stream()
        .filter(it -> text(it, field).equals(text(of, "id")))
        .filter(it -> !List.of("failed", "canceled").contains(text(it, "status")))
        .mapToLong(it -> it.get("amount").longValue())
        .sum();
  }

  ObjectNode list(String type, Map<String, String> p, Predicate<ObjectNode> filter) {
    var since = Long.parseLong(p.getOrDefault("created[gte]", "0"));
    var newestFirst =
        new ArrayList<>(
            all(type).stream()
                .filter(it -> !it.path("hidden").asBoolean())
                .filter(it -> it.get("created").longValue() >= since)
                .filter(filter)
                .toList()
                .reversed());
    if (p.containsKey("starting_after")) {
      var from = newestFirst.indexOf(get(p.get("starting_after")));
      newestFirst.subList(0, from + 1).clear();
    }
    var limit = Integer.parseInt(p.getOrDefault("limit", "10"));
    var list = JsonNodeFactory.instance.objectNode().put("object", "list").put("url", "/v1/list");
    list.put("has_more", newestFirst.size() > limit);
    var data = list.putArray("data");
    newestFirst.stream().limit(limit).map(it -> shown(it, Map.of())).forEach(data::add);
    return list;
  }

  static Predicate<ObjectNode> has(String field, Map<String, String> p) {
    return object -> text(object, field).equals(p.get(field));
  }

  ObjectNode get(String id) {
    var object = objects.get(id);
    if (object == null) {
      throw FakeError.missing(id);
    }
    return object;
  }

  ObjectNode make(String type, String prefix) {
    last++;
    var object = JsonNodeFactory.instance.objectNode();
    object.put("id", "%s_%06dAbC".formatted(prefix, last)).put("object", type);
    object.put("created", clock.instant().getEpochSecond()).put("livemode", false);
    objects.put(text(object, "id"), object);
    return object;
  }

  static void metadata(ObjectNode object, Map<String, String> p, String name) {
    var metadata = object.putObject("metadata");
    p.forEach(
        (key, value) -> {
          if (key.startsWith(name + "[")) {
            metadata.put(key.substring(name.length() + 1, key.length() - 1), value);
          }
        });
  }
}
