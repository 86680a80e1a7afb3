package dev.diddo.http.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.application.cart.CartView;
import dev.diddo.application.organization.Organizations;
import dev.diddo.application.payment.ChooseGateway;
import dev.diddo.application.payment.ReadCheckout;
import dev.diddo.application.session.BeginCheckout;
import dev.diddo.domain.organization.Organization;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.session.CheckoutSession;
import dev.diddo.http.Json;
import dev.diddo.http.cart.CartJson;
import dev.diddo.http.payment.PaymentJson;
import java.net.URI;
import java.util.Locale;

/** How a session is shown to its buyer. */
public final class SessionJson {
  private final CartJson carts;
  private final ChooseGateway chooseGateway;
  private final Organizations organizations;

  public SessionJson(CartJson carts, ChooseGateway chooseGateway, Organizations organizations) {
    this.carts = carts;
    this.chooseGateway = chooseGateway;
    this.organizations = organizations;
  }

  ObjectNode of(BeginCheckout.Begun begun, CartView view) {
    var json = Json.object();
    json.set("session", session(begun.session()));
    json.put("cst", begun.token());
    json.set("cart", carts.of(view));
    return json;
  }

  /** All that a checkout page needs. */
  ObjectNode of(ReadCheckout.Shown shown, CartView view) {
    var status = shown.status();
    var json = Json.object();
    json.set("session", session(shown.session()));
    json.set("cart", carts.of(view));
    json.set("payment", status.payment().map(PaymentJson::toPay).orElse(NullNode.getInstance()));
    json.set("gateways", gateways(shown.session().tenant()));
    json.set(
        "order",
        status
            .order()
            .<JsonNode>map(
                order ->
                    Json.object().put("id", order.id().text()).put("number", order.number().text()))
            .orElse(NullNode.getInstance()));
    var organization = organizations.find(shown.session().tenant().organization()).orElseThrow();
    json.set("brand", brand(organization));
    return json;
  }

  private static ObjectNode session(CheckoutSession session) {
    return Json.object()
        .put("id", session.id().text())
        .put("kind", session.kind().name().toLowerCase(Locale.ROOT))
        .put("expires_at", session.expiresAt().toString());
  }

  private ArrayNode gateways(Tenant tenant) {
    var json = Json.array();
    for (var name : chooseGateway.offered(tenant)) {
      var modes = json.addObject().put("name", name).putArray("modes");
      chooseGateway.modes(name).forEach(mode -> modes.add(mode.text()));
    }
    return json;
  }

  private static ObjectNode brand(Organization organization) {
    var brand = organization.brand();
    return Json.object()
        .put("name", brand.name().orElse(organization.name()))
        .put("logo_url", brand.logoUrl().map(URI::toString).orElse(null))
        .put("colour", brand.colour().orElse(null));
  }
}
