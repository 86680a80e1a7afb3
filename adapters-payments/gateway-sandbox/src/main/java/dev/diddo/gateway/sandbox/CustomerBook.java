package dev.diddo.gateway.sandbox;

import dev.diddo.gateway.spi.Customers;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
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
   * @param deleted whether only the id is left, so that it is given out no more
   */
  record Known(String id, String reference, String name, String card, boolean deleted) {
    Optional<TestCard> lastCard() {
      return TestCard.ofToken(card);
    }
  }

  /** The id follows from the key and from how many were deleted that had it. */
  @Override
  public String create(Customer customer, String idempotencyKey) {
    var first = Ids.fileName(idempotencyKey);
    return customers.alone(
        first,
        () -> {
          var file = first;
          for (int i = 1; isDeleted(file); i++) {
            file = Ids.fileName(idempotencyKey + " " + i);
          }
          if (customers.read(file).isEmpty()) {
            var name = shown(customer.name());
            customers.write(file, new Known(PREFIX + file, customer.reference(), name, "", false));
          }
          return PREFIX + file;
        });
  }

  private boolean isDeleted(String file) {
    return customers.read(file).filter(Known::deleted).isPresent();
  }

  @Override
  public boolean delete(String id) {
    find(id).ifPresent(known -> change(known.id(), it -> new Known(it.id(), "", "", "", true)));
    return true;
  }

  /** Empty for a guest, or an id that was never given out, or is not any more. */
  Optional<Known> find(String id) {
    return ID.matcher(id).matches()
        ? customers.read(id.substring(PREFIX.length())).filter(known -> !known.deleted())
        : Optional.empty();
  }

  /** This buyer paid with that card; nothing happens for a guest, or for one who was deleted. */
  void used(String id, TestCard card) {
    if (ID.matcher(id).matches()) {
      change(id, it -> new Known(it.id(), it.reference(), it.name(), card.token(), false));
    }
  }

  private void change(String id, UnaryOperator<Known> change) {
    var file = id.substring(PREFIX.length());
    customers.alone(
        file,
        () -> {
          find(id).ifPresent(known -> customers.write(file, change.apply(known)));
          return id;
        });
  }

  private static String shown(Optional<String> name) {
    return name.map(String::strip).filter(it -> it.length() <= MAX_NAME_LENGTH).orElse("");
  }
}
