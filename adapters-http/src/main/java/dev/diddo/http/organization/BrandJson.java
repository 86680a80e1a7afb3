package dev.diddo.http.organization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.domain.organization.Brand;
import dev.diddo.http.Fields;
import dev.diddo.http.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How an organization looks, as it is shown and changed. */
public final class BrandJson {
  private static final int MAX_NAME = 200;
  private static final int MAX_URL = 2_048;
  private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");

  private BrandJson() {}

  public static ObjectNode of(Brand brand) {
    return Json.object()
        .put("name", brand.name().orElse(null))
        .put("logo_url", brand.logoUrl().map(URI::toString).orElse(null))
        .put("colour", brand.colour().orElse(null));
  }

  /** The brand with what is given of it changed. */
  public static Brand read(Fields brand, Brand before) {
    return new Brand(
        brand.nullableText("name", MAX_NAME).orElse(before.name()),
        logo(brand).orElse(before.logoUrl()),
        colour(brand).orElse(before.colour()));
  }

  private static Optional<Optional<URI>> logo(Fields brand) {
    var given = brand.nullableText("logo_url", MAX_URL);
    var url = given.flatMap(text -> text).flatMap(BrandJson::https);
    if (given.flatMap(text -> text).isPresent() && url.isEmpty()) {
      brand.invalid("logo_url", "must be an https URL");
    }
    return given.map(_ -> url);
  }

  private static Optional<URI> https(String text) {
    try {
      var url = new URI(text);
      boolean secure = "https".equals(url.getScheme()) && url.getHost() != null;
      return secure && url.getRawUserInfo() == null ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException notOne) {
      return Optional.empty();
    }
  }

  private static Optional<Optional<String>> colour(Fields brand) {
    var given = brand.nullableText("colour", 7);
    if (given.flatMap(text -> text).filter(c -> !COLOUR.matcher(c).matches()).isPresent()) {
      brand.invalid("colour", "must be a colour such as #0b5d4e");
    }
    return given.map(colour -> colour.map(c -> c.toLowerCase(Locale.ROOT)));
  }
}
