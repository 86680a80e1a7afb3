package dev.diddo.http.payment;

import dev.diddo.http.Problem;
import dev.diddo.http.ProblemCode;
import dev.diddo.http.RefusedException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of a form as browsers post it. */
final class FormFields {
  private FormFields() {}

  /** The first value of each. */
  static Map<String, String> read(byte[] body) {
    var fields = new LinkedHashMap<String, String>();
    for (var pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
      var parts = pair.split("=", 2);
      if (!parts[0].isEmpty()) {
        fields.putIfAbsent(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
      }
    }
    return fields;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      throw new RefusedException(
          Problem.of(ProblemCode.MALFORMED_BODY, "The form is not encoded as browsers do it."));
    }
  }
}
