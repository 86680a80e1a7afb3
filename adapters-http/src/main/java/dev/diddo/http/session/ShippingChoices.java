package dev.diddo.http.session;

import dev.diddo.domain.cart.ShippingChoice;
import dev.diddo.http.Fault;
import dev.diddo.http.Fields;
import java.util.HashSet;
import java.util.List;

/** Reads how stores are to send. */
final class ShippingChoices {
  private static final int MAX_STORE_CHARS = 253;
  private static final int MAX_METHOD_CHARS = 64;
  private static final int MAX_STORES = 500;

  private ShippingChoices() {}

  /**
   * @param pointer where the choice stands in the request
   */
  static ShippingChoice one(Fields fields, String pointer) {
    return new ShippingChoice(
        pointer,
        fields.text("store", MAX_STORE_CHARS),
        fields.text("shipping_method_id", MAX_METHOD_CHARS));
  }

  /** One choice, or a list of them with each store once. */
  static List<ShippingChoice> read(Fields body) {
    if (!body.has("shipping_methods")) {
      return List.of(one(body, ""));
    }
    var choices =
        body.objects("shipping_methods", 1, MAX_STORES, fields -> one(fields, fields.place()));
    var stores = new HashSet<String>();
    for (var choice : choices) {
      if (!stores.add(choice.store())) {
        body.fault("shipping_methods", Fault.INVALID, "names a store twice");
      }
    }
    return choices;
  }
}
