package dev.diddo.bootstrap.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets people in, each with a browser profile of their own, and sees them off after the test:
 * whatever their browsers complained about then fails it.
 */
final class Visitors implements BeforeAllCallback, AfterEachCallback {
  private static final Path PICTURES = Path.of("target", "browser");

  private final List<Visitor> here = new ArrayList<>();
  private Chromium chromium;

  @Override
  public void beforeAll(ExtensionContext context) {
    chromium =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.GLOBAL)
            .getOrComputeIfAbsent(Chromium.class, _ -> Chromium.start(), Chromium.class);
  }

  Visitor on(Screen screen) {
    return on(screen, ColorScheme.LIGHT);
  }

  Visitor on(Screen screen, ColorScheme colours) {
    return come(Visitor.options(screen).setColorScheme(colours));
  }

  Visitor withoutScripts(Screen screen) {
    return come(Visitor.options(screen).setJavaScriptEnabled(false));
  }

  private Visitor come(Browser.NewContextOptions options) {
    var visitor = Visitor.with(chromium.browser().newContext(options));
    here.add(visitor);
    return visitor;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (context.getExecutionException().isPresent()) {
      var name = context.getRequiredTestMethod().getName();
      here.forEach(visitor -> visitor.takePictures(PICTURES, name));
    }
    var complaints = here.stream().flatMap(visitor -> visitor.complaints().stream()).toList();
    here.forEach(Visitor::leave);
    here.clear();
    assertThat(complaints).as("what the browsers complained about").isEmpty();
  }
}
