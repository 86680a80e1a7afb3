package dev.diddo.http.page;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the checkout page may do. It talks to its own origin alone, but for the providers' scripts
 * that it is let pay by.
 */
public final class CheckoutPolicy {
  private final String content;
  private final String permissions;

  private CheckoutPolicy(List<EmbeddedScript> scripts) {
    this.content =
        "default-src 'none'; script-src 'self'%s; style-src 'self'; img-src 'self' https: data:;"
                .formatted(sources(scripts, EmbeddedScript::scripts))
            + " connect-src 'self'%s;".formatted(sources(scripts, EmbeddedScript::connections))
            + frames(scripts)
            + " font-src 'self'; form-action 'self'; base-uri 'none';"
            + " require-trusted-types-for 'script';"
            // A provider's script knows no policy but the default, and loads more by it.
            + " trusted-types %s; frame-ancestors "
                .formatted(scripts.isEmpty() ? "'none'" : "default");
    this.permissions =
        "camera=(), microphone=(), geolocation=()"
            + (scripts.isEmpty() ? "" : ", payment=(self%s)".formatted(wallets(scripts)));
  }

  /**
   * @param gateways the names of those that offer to be paid by within the page; the scripts of
   *     gateways that the page cannot drive are not let in
   */
  public static CheckoutPolicy embedding(Collection<String> gateways) {
    return new CheckoutPolicy(
        gateways.stream().map(EmbeddedScript::of).flatMap(Optional::stream).toList());
  }

  /**
   * @param frameAncestors who may show the page in a frame
   */
  String content(String frameAncestors) {
    return content + frameAncestors;
  }

  String permissions() {
    return permissions;
  }

  private static String frames(List<EmbeddedScript> scripts) {
    return scripts.isEmpty()
        ? ""
        : " frame-src%s;".formatted(sources(scripts, EmbeddedScript::frames));
  }

  private static String sources(
      List<EmbeddedScript> scripts, Function<EmbeddedScript, List<String>> which) {
    return each(scripts, which).map(source -> " " + source).collect(Collectors.joining());
  }

  private static String wallets(List<EmbeddedScript> scripts) {
    return each(scripts, EmbeddedScript::wallets)
        .map(" \"%s\""::formatted)
        .collect(Collectors.joining());
  }

  private static Stream<String> each(
      List<EmbeddedScript> scripts, Function<EmbeddedScript, List<String>> which) {
    return scripts.stream().flatMap(script -> which.apply(script).stream()).distinct();
  }
}
