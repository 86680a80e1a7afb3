package dev.diddo.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.domain.id.LineId;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One thing that is wrong, and where.
 *
 * @param pointer a JSON pointer into the body, or into the cart where the refusal is about that;
 *     {@code /query/…} and {@code /header/…} for parameters
 * @param code {@code MISSING}, {@code UNKNOWN}, {@code WRONG_TYPE}, {@code OUT_OF_RANGE}, {@code
 *     INVALID}, or the problem's own
 * @param line the line at fault, where it is one
 * @param available how many units there are, where there are too few
 */
public record Fault(
    String pointer, String code, String detail, Optional<LineId> line, OptionalLong available) {
  public static final String MISSING = "MISSING";
  public static final String UNKNOWN = "UNKNOWN";
  public static final String WRONG_TYPE = "WRONG_TYPE";
  public static final String OUT_OF_RANGE = "OUT_OF_RANGE";
  public static final String INVALID = "INVALID";

  public Fault(String pointer, String code, String detail) {
    this(pointer, code, detail, Optional.empty(), OptionalLong.empty());
  }

  public Fault(String pointer, String code, String detail, LineId line) {
    this(pointer, code, detail, Optional.of(line), OptionalLong.empty());
  }

  ObjectNode json() {
    var json = Json.object().put("pointer", pointer).put("code", code).put("detail", detail);
    line.ifPresent(id -> json.put("line_id", id.text()));
    available.ifPresent(units -> json.put("available", units));
    return json;
  }
}
