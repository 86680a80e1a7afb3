package dev.diddo.bootstrap.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;

/** What axe-core finds on a page that would keep somebody from using it. */
final class Axe {
  private static final String SCRIPT = read("/META-INF/resources/webjars/axe-core/%s/axe.min.js");
  private static final String RUN =
      """
      ;axe.run(document, {resultTypes: ['violations']}).then(({violations}) => violations
        .filter(({impact}) => impact === 'serious' || impact === 'critical')
        .flatMap(({id, impact, nodes}) => nodes.map((node) =>
          `${impact} ${id}: ${node.html.slice(0, 160)} (${node.failureSummary.replace(/\\s+/g, ' ')})`))
        .join('\\n'))""";

  private Axe() {}

  /** Each finding that is serious or critical; none where all is well. */
  static List<String> findings(Page page) {
    var session = page.context().newCDPSession(page);
    try {
      var answer = session.send("Runtime.evaluate", evaluation()).getAsJsonObject("result");
      if (!answer.has("value")) {
        throw new IllegalStateException("axe did not run: " + answer);
      }
      return answer.get("value").getAsString().lines().toList();
    } finally {
      session.detach();
    }
  }

  /** By the debugger, as the page's own policy lets no foreign script in. */
  private static JsonObject evaluation() {
    var evaluation = new JsonObject();
    evaluation.addProperty("expression", SCRIPT + RUN);
    evaluation.addProperty("awaitPromise", true);
    evaluation.addProperty("returnByValue", true);
    return evaluation;
  }

  private static String read(String place) {
    var properties = new Properties();
    try (var about = open("/META-INF/maven/org.webjars.npm/axe-core/pom.properties")) {
      properties.load(about);
      try (var script = open(place.formatted(properties.getProperty("version")))) {
        return new String(script.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String place) {
    var stream = Axe.class.getResourceAsStream(place);
    if (stream == null) {
      throw new IllegalStateException("axe-core lacks " + place);
    }
    return stream;
  }
}
