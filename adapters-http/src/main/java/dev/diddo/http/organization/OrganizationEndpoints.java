package dev.diddo.http.organization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.application.organization.Organizations;
import dev.diddo.domain.organization.AcceptancePolicy;
import dev.diddo.domain.organization.Brand;
import dev.diddo.domain.organization.Organization;
import dev.diddo.domain.organization.Scope;
import dev.diddo.http.Access;
import dev.diddo.http.Call;
import dev.diddo.http.Endpoints;
import dev.diddo.http.Fields;
import dev.diddo.http.Json;
import dev.diddo.http.Reply;
import dev.diddo.http.Route;
import dev.diddo.http.payment.ReturnUrls;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The platform itself: how its checkouts behave and look. */
public final class OrganizationEndpoints implements Endpoints {
  private static final int MAX_NAME = 200;
  private static final int MAX_URL = 2_048;
  private static final int MAX_ANCESTORS = 20;
  private static final int MAX_ORIGIN = 253;
  private static final Pattern COLOUR = Pattern.compile("#[0-9A-Fa-f]{6}");
  private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#\\s;,@'\"]+");
  private static final Map<String, AcceptancePolicy> POLICIES =
      Arrays.stream(AcceptancePolicy.values())
          .collect(Collectors.toMap(AcceptancePolicy::text, Function.identity()));

  private final Organizations organizations;

  public OrganizationEndpoints(Organizations organizations) {
    this.organizations = organizations;
  }

  @Override
  public List<Route> routes() {
    var area = Scope.Area.ORGANIZATION;
    return List.of(
        Route.get("/organization", Access.platform(Scope.read(area)), this::read),
        Route.patch("/organization", Access.platform(Scope.write(area)), this::change));
  }

  private Reply read(Call call) {
    return Reply.ok(json(own(call)));
  }

  private Reply change(Call call) {
    var changed = changed(own(call), call.body());
    organizations.save(changed);
    return Reply.ok(json(changed));
  }

  private Organization own(Call call) {
    return organizations.find(call.platform().tenant().organization()).orElseThrow();
  }

  private static Organization changed(Organization before, Fields body) {
    var changed =
        new Organization(
            before.id(),
            body.optionalText("name", MAX_NAME).orElse(before.name()),
            body.optionalChoice("policy", POLICIES).orElse(before.policy()),
            returnUrl(body, "success_url", before.successUrl()),
            returnUrl(body, "cancel_url", before.cancelUrl()),
            ancestors(body).orElse(before.frameAncestors()),
            body.optionalObject("brand")
                .map(brand -> brand(brand, before.brand()))
                .orElse(before.brand()));
    body.end();
    return changed;
  }

  /** Null takes it away. */
  private static Optional<String> returnUrl(Fields body, String name, Optional<String> before) {
    if (body.isNull(name)) {
      return Optional.empty();
    }
    return ReturnUrls.read(body, name).or(() -> before);
  }

  private static Optional<List<URI>> ancestors(Fields body) {
    if (!body.has("frame_ancestors")) {
      return Optional.empty();
    }
    var origins = body.texts("frame_ancestors", 0, MAX_ANCESTORS, MAX_ORIGIN);
    if (!origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
      body.invalid("frame_ancestors", "must be origins such as https://shop.example");
      return Optional.empty();
    }
    return Optional.of(origins.stream().map(URI::create).toList());
  }

  private static Brand brand(Fields fields, Brand before) {
    var name = fields.nullableText("name", MAX_NAME);
    var logo = fields.nullableText("logo_url", MAX_URL);
    var colour = fields.nullableText("colour", "#rrggbb".length());
    if (logo.flatMap(l -> l).filter(url -> !isPicture(url)).isPresent()) {
      fields.invalid("logo_url", "must be an https URL");
      logo = Optional.empty();
    }
    if (colour.flatMap(c -> c).filter(c -> !COLOUR.matcher(c).matches()).isPresent()) {
      fields.invalid("colour", "must be a colour such as #0b5d4e");
    }
    return new Brand(
        name.orElse(before.name()),
        logo.map(l -> l.map(URI::create)).orElse(before.logoUrl()),
        colour.map(c -> c.map(hex -> hex.toLowerCase(Locale.ROOT))).orElse(before.colour()));
  }

  private static boolean isPicture(String url) {
    return url.startsWith("https://") && ReturnUrls.isAllowed(url);
  }

  private static ObjectNode json(Organization organization) {
    var json =
        Json.object()
            .put("id", organization.id().text())
            .put("name", organization.name())
            .put("policy", organization.policy().text())
            .put("success_url", organization.successUrl().orElse(null))
            .put("cancel_url", organization.cancelUrl().orElse(null));
    var ancestors = json.putArray("frame_ancestors");
    organization.frameAncestors().forEach(origin -> ancestors.add(origin.toString()));
    var brand = organization.brand();
    json.putObject("brand")
        .put("name", brand.name().orElse(null))
        .put("logo_url", brand.logoUrl().map(URI::toString).orElse(null))
        .put("colour", brand.colour().orElse(null));
    return json;
  }
}
