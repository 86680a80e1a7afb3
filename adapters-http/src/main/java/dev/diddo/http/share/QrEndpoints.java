package dev.diddo.http.share;

import dev.diddo.application.cart.Carts;
import dev.diddo.application.payment.CheckoutLinks;
import dev.diddo.domain.cart.CartRefusal;
import dev.diddo.domain.id.CartId;
import dev.diddo.http.Access;
import dev.diddo.http.Call;
import dev.diddo.http.ETags;
import dev.diddo.http.Endpoints;
import dev.diddo.http.Reply;
import dev.diddo.http.Route;
import dev.diddo.http.cart.CartProblems;
import java.util.List;
import java.util.Optional;

/** A template's checkout link as a picture. */
public final class QrEndpoints implements Endpoints {
  /** Long enough for a page full of them, short enough for a template that is retired. */
  private static final String CACHING = "public, max-age=300";

  /** Somebody may open the picture itself; nothing in it is to run. */
  private static final String POLICY = "default-src 'none'; sandbox";

  private static final Access PUBLIC = Access.open().fromEveryOrigin();

  private final Carts carts;
  private final CheckoutLinks links;

  public QrEndpoints(Carts carts, CheckoutLinks links) {
    this.carts = carts;
    this.links = links;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/checkout/{template_cart_id}/qr", PUBLIC, this::negotiated),
        Route.get(
            "/checkout/{template_cart_id}/qr.svg", PUBLIC, call -> image(call, ImageType.SVG)),
        Route.get(
            "/checkout/{template_cart_id}/qr.png", PUBLIC, call -> image(call, ImageType.PNG)));
  }

  private Reply negotiated(Call call) {
    var accept = call.headers().getOrDefault("Accept", List.of());
    return image(call, ImageType.preferredBy(accept)).header("Vary", "Accept");
  }

  private Reply image(Call call, ImageType type) {
    var look = QrLook.of(call);
    return call.id("template_cart_id", CartId::new)
        .filter(id -> carts.findByLink(id).filter(linked -> !linked.retired()).isPresent())
        .map(id -> image(call, type, look, links.checkoutPage(id).toString()))
        .orElseGet(
            () -> Reply.of(CartProblems.of(new CartRefusal.UnknownCart(), Optional.empty())));
  }

  private static Reply image(Call call, ImageType type, QrLook look, String link) {
    var code = look.encode(link);
    var bytes =
        switch (type) {
          case SVG -> QrSvg.draw(code, look, "QR code of " + link);
          case PNG -> QrPng.draw(code, look);
        };
    var reply = Reply.of(200, type.mediaType(), bytes).header("Cache-Control", CACHING);
    return ETags.tagged(call, reply, ETags.of(bytes)).header("Content-Security-Policy", POLICY);
  }
}
