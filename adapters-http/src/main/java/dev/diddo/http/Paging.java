package dev.diddo.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.application.Listed;
import dev.diddo.application.Page;
import java.util.function.Function;

/** Lists, a page at a time. */
public final class Paging {
  private Paging() {}

  /** Which page the query asks for. */
  public static Page of(Call call) {
    return new Page(
        call.query("limit", 1, Page.MAX_LIMIT, Page.DEFAULT_LIMIT),
        call.query("offset", 0, Integer.MAX_VALUE, 0));
  }

  /** Which page the body asks for. */
  public static Page of(Fields fields) {
    return new Page(
        fields.optionalInteger("limit", 1, Page.MAX_LIMIT).orElse(Page.DEFAULT_LIMIT),
        fields.optionalInteger("offset", 0, Integer.MAX_VALUE).orElse(0));
  }

  /**
   * The items of a page and where the next one begins.
   *
   * @param plural what the items are called
   */
  public static <T> ObjectNode of(
      String plural, Listed<T> listed, Page page, Function<T, ? extends JsonNode> item) {
    var json = Json.object();
    var items = json.putArray(plural);
    listed.items().forEach(one -> items.add(item.apply(one)));
    long next = (long) page.offset() + page.limit();
    var pagination =
        json.putObject("pagination")
            .put("total", listed.total())
            .put("limit", page.limit())
            .put("offset", page.offset());
    if (next < listed.total()) {
      pagination.put("next", next);
    } else {
      pagination.putNull("next");
    }
    return json;
  }
}
