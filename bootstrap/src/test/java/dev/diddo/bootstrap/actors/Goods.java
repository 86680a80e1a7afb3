package dev.diddo.bootstrap.actors;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A product of one variant, as a line of an import. */
public record Goods(String title, ObjectNode line) {

  public static Goods of(String title, long price) {
    return of(title, Json.of("sku", Unique.name("SKU"), "price", price));
  }

  /** It can be put into a cart, but not bought. */
  public static Goods priceless(String title) {
    return of(title, Json.of("sku", Unique.name("SKU")));
  }

  private static Goods of(String title, ObjectNode variant) {
    return new Goods(title, Json.of("title", title, "variants", Json.list(variant)));
  }

  /** So many there are, and no more. */
  public Goods stocked(long quantity) {
    var counted = line.deepCopy();
    ((ObjectNode) counted.path("variants").path(0))
        .set("inventory", Json.of("tracked", true, "quantity", quantity));
    return new Goods(title, counted);
  }

  public Goods with(String field, Object value) {
    var more = line.deepCopy();
    more.setAll(Json.of(field, value));
    return new Goods(title, more);
  }
}
