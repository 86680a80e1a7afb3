package dev.diddo.http.page;

import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.Ulid;
import dev.diddo.http.Access;
import dev.diddo.http.Call;
import dev.diddo.http.Endpoints;
import dev.diddo.http.Problem;
import dev.diddo.http.Reply;
import dev.diddo.http.Route;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What browsers show: the checkout page, the contract's pages and their files. */
public final class PageEndpoints implements Endpoints {
  private static final String DOCS_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** Pictures are the products'; everything else is ours. */
  private static final String DASHBOARD_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: data:;"
          + " connect-src 'self'; form-action 'none'; base-uri 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'; frame-ancestors 'none'";

  /** Pictures that stand alone must not run what somebody hid in them. */
  private static final String FILE_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; sandbox";

  private final Assets assets = new Assets();
  private final FrameAncestors frameAncestors;
  private final CheckoutPolicy policy;

  public PageEndpoints(FrameAncestors frameAncestors, CheckoutPolicy policy) {
    this.frameAncestors = frameAncestors;
    this.policy = policy;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/", Access.open(), this::home),
        Route.get("/c/{id}", Access.open(), call -> checkout(call, Optional.of(call.path("id")))),
        Route.get("/checkout", Access.open(), call -> checkout(call, call.query("cart_id"))),
        Route.get("/dashboard", Access.open(), this::dashboard),
        Route.get("/dashboard/{page}", Access.open(), this::dashboard),
        Route.get("/dashboard/orders/{id}", Access.open(), this::dashboard),
        Route.get("/docs", Access.open(), this::docs),
        Route.get("/openapi.yaml", Access.open(), this::contract),
        Route.get("/web/docs/lib/{file}", Access.open(), this::docsLibrary),
        Route.get("/web/*", Access.open(), call -> file(call, call.rest())));
  }

  /** Whoever types the address alone is shown what there is; programs ask for something. */
  private Reply home(Call call) {
    var accept = String.join(",", call.headers().getOrDefault("Accept", List.of()));
    var reply =
        accept.toLowerCase(Locale.ROOT).contains("text/html")
            ? Reply.seeOther("/docs")
            : Reply.of(Problem.notFound());
    return reply.header("Vary", "Accept");
  }

  /** The same bytes for everybody and every id; only who may frame them differs. */
  private Reply checkout(Call call, Optional<String> id) {
    var template = id.flatMap(Ulid::parse).map(CartId::new);
    return page(call, "checkout/index.html")
        .header(
            "Content-Security-Policy",
            policy.content(template.map(frameAncestors::of).orElse("'none'")))
        .header("Permissions-Policy", policy.permissions())
        .header("X-Robots-Tag", "noindex");
  }

  /**
   * The same bytes for everybody and every page, which itself says where there is none; what they
   * show is asked for with the operator's cookie.
   */
  private Reply dashboard(Call call) {
    return page(call, "dashboard/index.html")
        .header("Content-Security-Policy", DASHBOARD_POLICY)
        .header("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()")
        .header("X-Robots-Tag", "noindex");
  }

  private Reply docs(Call call) {
    return page(call, "docs/index.html").header("Content-Security-Policy", DOCS_POLICY);
  }

  private Reply page(Call call, String name) {
    return assets.reply(call, name).orElseThrow().header("Referrer-Policy", "same-origin");
  }

  private Reply contract(Call call) {
    return assets.reply(call, "openapi.yaml", "/openapi.yaml").orElseThrow();
  }

  private Reply docsLibrary(Call call) {
    var file = call.path("file");
    return SwaggerUi.FILES.contains(file)
        ? assets.reply(call, "docs/lib/" + file, SwaggerUi.place(file)).orElseThrow()
        : Reply.of(Problem.notFound());
  }

  private Reply file(Call call, String name) {
    return assets
        .reply(call, name)
        .map(reply -> reply.header("Content-Security-Policy", FILE_POLICY))
        .orElseGet(() -> Reply.of(Problem.notFound()));
  }
}
