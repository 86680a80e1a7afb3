package dev.diddo.bootstrap.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The one browser of all tests, started when the first one needs it. */
final class Chromium implements AutoCloseable {
  /** Much slower than anything here is, so that a loaded machine fails no test. */
  static final int PATIENCE_MILLIS = 20_000;

  /** It may run as root and in containers, and has nobody outside to talk to. */
  private static final List<String> ALONE =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private static final Map<String, String> NO_DOWNLOAD =
      Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  static Chromium start() {
    var program = program();
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(NO_DOWNLOAD));
    var options = new LaunchOptions().setExecutablePath(program).setArgs(ALONE);
    return new Chromium(playwright, playwright.chromium().launch(options));
  }

  private static Path program() {
    var named = System.getenv("DIDDO_CHROMIUM");
    var program = Path.of(named == null || named.isEmpty() ? "/usr/bin/chromium" : named);
    if (!Files.isExecutable(program)) {
      throw new IllegalStateException(
          "The tests of the pages need Chromium, and there is none at %s: install it with"
                  .formatted(program)
              + " 'apt-get install chromium', or name one by DIDDO_CHROMIUM");
    }
    return program;
  }

  Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
