package dev.diddo.bootstrap.browser;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * What somebody types into the form. Each has an email of their own, by which their order is found.
 */
record Buyer(
    String email,
    String firstName,
    String lastName,
    String address,
    String city,
    String country,
    String region,
    String postalCode) {
  private static final AtomicInteger COUNT = new AtomicInteger();

  static Buyer grace() {
    return new Buyer(
        "grace%d@example.com".formatted(COUNT.incrementAndGet()),
        "Grace",
        "Hopper",
        "1 Navy Way",
        "Arlington",
        "US",
        "VA",
        "22202");
  }

  Buyer named(String first, String last) {
    return new Buyer(email, first, last, address, city, country, region, postalCode);
  }

  Buyer at(String street, String town) {
    return new Buyer(email, firstName, lastName, street, town, country, region, postalCode);
  }
}
