package dev.diddo.http.dashboard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.domain.dashboard.DashboardSettings;
import dev.diddo.domain.dashboard.DashboardSettings.Column;
import dev.diddo.domain.dashboard.DashboardSettings.Panel;
import dev.diddo.domain.organization.Brand;
import dev.diddo.http.Fields;
import dev.diddo.http.Json;
import dev.diddo.http.organization.BrandJson;
import dev.diddo.http.share.Colour;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How the dashboard's settings are shown and changed. */
final class SettingsJson {
  private static final int MAX_WORD = 20;

  /** What WCAG asks of what is seen beside something else, here of a button on the page. */
  private static final double LEAST_CONTRAST = 3;

  private SettingsJson() {}

  /** Settings as they are to be. */
  record Changed(Brand brand, DashboardSettings dashboard) {}

  static ObjectNode of(Brand brand, DashboardSettings settings) {
    var json = Json.object();
    json.set("brand", BrandJson.of(brand));
    var columns = json.putArray("columns");
    settings.columns().forEach(column -> columns.add(column.text()));
    var panels = json.putArray("panels");
    settings.panels().forEach(panel -> panels.add(panel.text()));
    return json;
  }

  /** What is not given stays as it was. */
  static Changed read(Fields body, Brand brandBefore, DashboardSettings before) {
    var brand = body.optionalObject("brand").map(fields -> brand(fields, brandBefore));
    var columns = words(body, "columns", Column.values(), Column::text, 1);
    var panels = words(body, "panels", Panel.values(), Panel::text, 0);
    body.end();
    return new Changed(
        brand.orElse(brandBefore),
        new DashboardSettings(columns.orElse(before.columns()), panels.orElse(before.panels())));
  }

  private static Brand brand(Fields fields, Brand before) {
    var brand = BrandJson.read(fields, before);
    boolean pale =
        brand
            .colour()
            .flatMap(Colour::parse)
            .filter(colour -> colour.contrast(Colour.WHITE) < LEAST_CONTRAST)
            .isPresent();
    if (pale && fields.has("colour")) {
      fields.invalid("colour", "must be darker: on white it needs a contrast of 3:1 to be seen");
    }
    return brand;
  }

  /** Some of these words, each once, in the order in which they come; empty if it is absent. */
  private static <T> Optional<List<T>> words(
      Fields body, String name, T[] all, Function<T, String> text, int least) {
    if (!body.has(name)) {
      return Optional.empty();
    }
    var given = body.texts(name, least, all.length, MAX_WORD);
    var known = Arrays.asList(all);
    var chosen =
        given.stream()
            .flatMap(word -> known.stream().filter(one -> text.apply(one).equals(word)))
            .distinct()
            .toList();
    if (chosen.size() < given.size()) {
      var words = String.join(", ", known.stream().map(text).toList());
      body.invalid(name, "must be among " + words + ", each once");
    }
    return Optional.of(chosen);
  }
}
