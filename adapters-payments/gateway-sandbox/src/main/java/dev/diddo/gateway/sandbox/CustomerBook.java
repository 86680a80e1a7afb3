package dev.diddo.gateway.sandbox;

import dev.diddo.gateway.spi.Customers;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The buyers that this provider knows, a file each. It keeps a name to greet them by and a token of
 * the card they used last: no e-mail address and no number.
 */
final class CustomerBook implements Customers {
  private static final String PREFIX = "cus_";
  private static final Pattern ID = Pattern.compile(PREFIX + "[0-9a-f]{32}");
  private static final int MAX_NAME_LENGTH = 100;

  private final JsonFiles<Known> customers;

  CustomerBook(Path directory) {
    this.customers = new JsonFiles<>(directory.resolve("customers"), Known.class);
  }

  /**
   * A buyer.
   *
   * @param reference the checkout's own
   * @param name empty if unknown
   * @param card the token of the card used last; empty if none was
   */
  record Known(String id, String reference, String name, String card) {
    Optional<TestCard> lastCard() {
      return TestCard.ofToken(card);
    }
  }

  /** The id follows from the key, so the same key finds the same customer. */
  @Override
  public String create(Customer customer, String idempotencyKey) {
    var file = Ids.fileName(idempotencyKey);
    return customers.alone(
        file,
        () -> {
          if (customers.read(file).isEmpty()) {
            customers.write(
                file, new Known(PREFIX + file, customer.reference(), shown(customer.name()), ""));
          }
          return PREFIX + file;
        });
  }

  /** Empty for a guest, or an id that was never given out. */
  Optional<Known> find(String id) {
    return ID.matcher(id).matches()
        ? customers.read(id.substring(PREFIX.length()))
        : Optional.empty();
  }

  /** This buyer paid with that card; nothing happens for a guest. */
  void used(String id, TestCard card) {
    if (!ID.matcher(id).matches()) {
      return;
    }
    var file = id.substring(PREFIX.length());
    customers.alone(
        file,
        () ->
            customers
                .read(file)
                .map(
                    known -> {
                      customers.write(
                          file, new Known(known.id, known.reference, known.name, card.token()));
                      return known;
                    }));
  }

  private static String shown(Optional<String> name) {
    return name.map(String::strip).filter(it -> it.length() <= MAX_NAME_LENGTH).orElse("");
  }
}
