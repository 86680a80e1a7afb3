package dev.diddo.bootstrap.actors;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Who buys, and where they live. */
public record Person(ObjectNode json) {

  /** Somebody in New York whom nobody has seen before. */
  public static Person newYorker() {
    return new Person(
        Json.of(
            "first_name", "Ada",
            "last_name", "Byron",
            "email", Unique.name("buyer") + "@example.com",
            "phone", "+12125550123",
            "address1", "1 Main Street",
            "city", "New York",
            "province_code", "NY",
            "postal_code", "10001",
            "country_code", "US"));
  }

  public Person with(String field, String value) {
    return new Person(json.deepCopy().put(field, value));
  }

  public Person without(String field) {
    var less = json.deepCopy();
    less.remove(field);
    return new Person(less);
  }

  public String email() {
    return json.path("email").asText();
  }
}
