package dev.diddo.http.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.Set;

/** Where the library that shows the contract lies on the class path. */
final class SwaggerUi {
  static final Set<String> FILES = Set.of("swagger-ui.css", "swagger-ui-bundle.js");
  private static final String HOME = "/META-INF/resources/webjars/swagger-ui/" + version() + "/";

  private SwaggerUi() {}

  static String place(String file) {
    return HOME + file;
  }

  /** The jar's folders carry its version, which only the build knows. */
  private static String version() {
    var properties = new Properties();
    try (var stream =
        SwaggerUi.class.getResourceAsStream(
            "/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
      if (stream == null) {
        throw new IllegalStateException("swagger-ui is not on the class path");
      }
      properties.load(stream);
      return properties.getProperty("version", "");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
