package dev.diddo.application.payment;

import dev.diddo.domain.id.CartId;
import java.net.URI;

/**
 * The links that buyers get.
 *
 * @param publicUrl where buyers reach this service; no trailing slash
 */
public record CheckoutLinks(URI publicUrl) {

  /** A template's checkout page: what its QR code says. */
  public URI checkoutPage(CartId template) {
    return URI.create(publicUrl + "/c/" + template.text());
  }

  /** The QR code of a template's link. */
  public URI qrCode(CartId template) {
    return URI.create(publicUrl + "/checkout/" + template.text() + "/qr");
  }

  URI paidAt(CartId template) {
    return URI.create(checkoutPage(template) + "?checkout=success");
  }

  URI cancelledAt(CartId template) {
    return URI.create(checkoutPage(template) + "?checkout=cancelled");
  }
}
