package dev.diddo.http;

import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.Optional;

/** The cookie of the dashboard. It goes to the dashboard's paths alone, and no script reads it. */
public final class OperatorCookie {
  private static final String NAME = "diddo_operator";
  private static final String ATTRIBUTES = "; Path=/dashboard; HttpOnly; SameSite=Strict";

  /** A token of ours has 32 characters. */
  private static final int MAX_CHARS = 100;

  private final String name;
  private final String attributes;

  /**
   * @param secure whether it is for encrypted connections alone, which its name says then, so that
   *     nobody can plant one over another
   */
  public OperatorCookie(boolean secure) {
    this.name = secure ? "__Secure-" + NAME : NAME;
    this.attributes = secure ? ATTRIBUTES + "; Secure" : ATTRIBUTES;
  }

  /** As the header {@code Set-Cookie} has it. It lasts as long as the browser is open. */
  public String keeping(String token) {
    return name + "=" + token + attributes;
  }

  public String taking() {
    return name + "=" + attributes + "; Max-Age=0";
  }

  /** The token; empty if there is none, or if nobody can say which one counts. */
  Optional<String> read(MultiMap headers) {
    var tokens =
        headers.getAll("Cookie").stream()
            .flatMap(header -> Arrays.stream(header.split(";")))
            .map(String::strip)
            .filter(pair -> pair.startsWith(name + "="))
            .map(pair -> pair.substring(name.length() + 1))
            .toList();
    return tokens.size() == 1 && tokens.getFirst().length() <= MAX_CHARS
        ? Optional.of(tokens.getFirst())
        : Optional.empty();
  }

  public Optional<String> read(Call call) {
    return call.cookie(this);
  }
}
