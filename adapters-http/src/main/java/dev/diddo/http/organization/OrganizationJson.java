package dev.diddo.http.organization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.domain.organization.AcceptancePolicy;
import dev.diddo.domain.organization.Organization;
import dev.diddo.http.Fault;
import dev.diddo.http.Fields;
import dev.diddo.http.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How an organization is shown, and how it is changed. */
final class OrganizationJson {
  private static final int MAX_NAME = 200;
  private static final int MAX_ORIGIN = 253;
  private static final int MAX_ORIGINS = 20;
  private static final int MAX_GATEWAYS = 20;
  private static final int MAX_GATEWAY = 32;

  /** It goes into a header as it is, so nothing but a plain origin may pass. */
  private static final Pattern ORIGIN =
      Pattern.compile(
          "https://[a-z0-9.-]+(:\\d{1,5})?|http://(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?");

  private static final Map<String, AcceptancePolicy> POLICIES =
      Arrays.stream(AcceptancePolicy.values())
          .collect(Collectors.toUnmodifiableMap(AcceptancePolicy::text, policy -> policy));

  private OrganizationJson() {}

  static ObjectNode of(Organization organization) {
    var json =
        Json.object()
            .put("id", organization.id().text())
            .put("name", organization.name())
            .put("policy", organization.policy().text())
            .put("success_url", organization.successUrl().orElse(null))
            .put("cancel_url", organization.cancelUrl().orElse(null));
    var origins = json.putArray("frame_ancestors");
    organization.frameAncestors().forEach(origin -> origins.add(origin.toString()));
    organization.gateways().forEach(json.putArray("gateways")::add);
    json.set("brand", BrandJson.of(organization.brand()));
    return json;
  }

  /**
   * The organization with what the body changes of it.
   *
   * @param gateways those that there are
   */
  static Organization read(Fields body, Organization before, List<String> gateways) {
    var changed =
        new Organization(
            before.id(),
            body.optionalText("name", MAX_NAME).orElse(before.name()),
            body.optionalChoice("policy", POLICIES).orElse(before.policy()),
            returnUrl(body, "success_url").orElse(before.successUrl()),
            returnUrl(body, "cancel_url").orElse(before.cancelUrl()),
            body.has("frame_ancestors") ? origins(body) : before.frameAncestors(),
            body.has("gateways") ? gateways(body, gateways) : before.gateways(),
            body.optionalObject("brand")
                .map(brand -> BrandJson.read(brand, before.brand()))
                .orElse(before.brand()));
    body.end();
    return changed;
  }

  private static Optional<Optional<String>> returnUrl(Fields body, String name) {
    return body.isNull(name)
        ? Optional.of(Optional.empty())
        : ReturnUrls.read(body, name).map(Optional::of);
  }

  private static List<String> gateways(Fields body, List<String> known) {
    var names = body.texts("gateways", 0, MAX_GATEWAYS, MAX_GATEWAY);
    if (!known.containsAll(names)) {
      body.invalid("gateways", "must be among " + String.join(", ", known));
    }
    return names.stream().distinct().toList();
  }

  private static List<URI> origins(Fields body) {
    var origins = body.texts("frame_ancestors", 0, MAX_ORIGINS, MAX_ORIGIN);
    var plain = origins.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).distinct().toList();
    if (!plain.stream().allMatch(OrganizationJson::isOrigin)) {
      body.fault(
          "frame_ancestors", Fault.INVALID, "must be https origins, such as https://shop.example");
      return List.of();
    }
    return plain.stream().map(URI::create).toList();
  }

  private static boolean isOrigin(String text) {
    try {
      return ORIGIN.matcher(text).matches() && new URI(text).getHost() != null;
    } catch (URISyntaxException notOne) {
      return false;
    }
  }
}
