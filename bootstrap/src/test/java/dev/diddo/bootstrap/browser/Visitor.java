package dev.diddo.bootstrap.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * One person with a browser of their own: storage, network and all. Remembers what went wrong in
 * it.
 */
final class Visitor {
  /** A page's own policy was broken by something on it, also where no console says so. */
  private static final String TELL_OF_VIOLATIONS =
      "addEventListener('securitypolicyviolation', (event) =>"
          + " console.error('policy broken:', event.violatedDirective, event.blockedURI));";

  /** Chromium's own words for an answer of 400 or more, or none. */
  private static final String REFUSED = "Failed to load resource:";

  private static final Pattern STRIPE = Pattern.compile("https://(a\\.js|js|api)\\.stripe\\.com/");

  private final BrowserContext context;
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private boolean expectsRefusals;
  private boolean expectsViolations;
  private boolean meetsStripe;
  private String origin = "";

  private Visitor(BrowserContext context) {
    this.context = context;
  }

  static Browser.NewContextOptions options(Screen screen) {
    return new Browser.NewContextOptions()
        .setViewportSize(screen.width, screen.height)
        .setIsMobile(screen.isTouched())
        .setHasTouch(screen.isTouched())
        .setLocale("en-US");
  }

  static Visitor with(BrowserContext context) {
    var visitor = new Visitor(context);
    visitor.watch();
    return visitor;
  }

  private void watch() {
    context.setDefaultTimeout(Chromium.PATIENCE_MILLIS);
    context.addInitScript(TELL_OF_VIOLATIONS);
    context.onConsoleMessage(this::hear);
    context.onWebError(error -> complaints.add("threw: " + error.error()));
    context.onRequest(this::follow);
    context.onDialog(
        dialog -> {
          complaints.add("dialog: " + dialog.message());
          dialog.dismiss();
        });
  }

  private void hear(ConsoleMessage message) {
    boolean isExpected = expectsRefusals && message.text().startsWith(REFUSED);
    if (message.type().equals("error") && !isExpected && !expectsViolations) {
      complaints.add("console: " + message.text() + " at " + message.location());
    }
  }

  /** Where the first request goes, all others have to go. */
  private void follow(Request request) {
    var url = request.url();
    if (origin.isEmpty()) {
      origin = url.substring(0, url.indexOf('/', "https://".length()) + 1);
    }
    boolean isStripe = meetsStripe && STRIPE.matcher(url).lookingAt();
    if (!url.startsWith(origin) && !url.startsWith("data:") && !isStripe) {
      complaints.add("left the origin: " + url);
    }
  }

  /** From now on an answer of 400 or more, or none, is what the test is about. */
  Visitor expectingRefusals() {
    expectsRefusals = true;
    return this;
  }

  /** From now on breaking the page's policy is what the test is about. */
  Visitor expectingViolations() {
    expectsViolations = true;
    return this;
  }

  /** From now on the browser may ask Stripe, whom a stand-in answers for. */
  Visitor meetsStripe() {
    meetsStripe = true;
    StandInStripeJs.answerIn(context);
    return this;
  }

  /** Opens the link in a new tab, and waits until there is something to see. */
  CheckoutPage opens(String link) {
    var page = new CheckoutPage(context.newPage());
    page.open(link);
    return page;
  }

  Page opensTab() {
    return context.newPage();
  }

  void losesNetwork() {
    context.setOffline(true);
  }

  void findsNetwork() {
    context.setOffline(false);
  }

  /** From now on the service cannot tell how a payment ends. */
  Visitor hearsNothingOfPayments() {
    context.route(Pattern.compile("/cart/status/[^/]+$"), Visitor::sayUnknown);
    context.route(Pattern.compile("/cart/status/[^/]+/events$"), Route::abort);
    return this;
  }

  private static void sayUnknown(Route route) {
    var answer = route.fetch();
    var body = answer.text().replace("\"status\":\"open\"", "\"status\":\"unknown\"");
    route.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(body));
  }

  /** From now on too many people want to come in. */
  Visitor meetsACrowd() {
    var busy = new Route.FulfillOptions().setStatus(503).setHeaders(Map.of("Retry-After", "30"));
    context.route("**/checkout/begin/*", route -> route.fulfill(busy));
    return this;
  }

  List<String> complaints() {
    return List.copyOf(complaints);
  }

  void takePictures(Path folder, String name) {
    var pages = context.pages();
    for (int at = 0; at < pages.size(); at++) {
      var file = folder.resolve("%s-%d-%d.png".formatted(name, System.identityHashCode(this), at));
      pages.get(at).screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    }
  }

  void leave() {
    context.close();
  }
}
