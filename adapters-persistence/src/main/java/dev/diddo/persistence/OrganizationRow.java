package dev.diddo.persistence;

import dev.diddo.domain.id.OrganizationId;
import dev.diddo.domain.organization.AcceptancePolicy;
import dev.diddo.domain.organization.Brand;
import dev.diddo.domain.organization.Organization;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/** Organizations as rows. */
final class OrganizationRow {
  private OrganizationRow() {}

  static Tuple write(Organization organization) {
    var brand = organization.brand();
    return Tuple.tuple()
        .addUUID(organization.id().value())
        .addString(organization.name())
        .addString(organization.policy().text())
        .addValue(organization.successUrl().orElse(null))
        .addValue(organization.cancelUrl().orElse(null))
        .addArrayOfString(
            organization.frameAncestors().stream().map(URI::toString).toArray(String[]::new))
        .addValue(brand.name().orElse(null))
        .addValue(brand.logoUrl().map(URI::toString).orElse(null))
        .addValue(brand.colour().orElse(null))
        .addArrayOfString(organization.gateways().toArray(String[]::new));
  }

  static Organization read(Row row) {
    return new Organization(
        new OrganizationId(row.getUUID("id")),
        row.getString("name"),
        policy(row.getString("policy")),
        Rows.text(row, "success_url"),
        Rows.text(row, "cancel_url"),
        Arrays.stream(row.getArrayOfStrings("frame_ancestors")).map(URI::create).toList(),
        List.of(row.getArrayOfStrings("gateways")),
        new Brand(
            Rows.text(row, "brand_name"),
            Rows.text(row, "brand_logo_url").map(URI::create),
            Rows.text(row, "brand_colour")));
  }

  private static AcceptancePolicy policy(String text) {
    return Rows.named(AcceptancePolicy.values(), AcceptancePolicy::text, text);
  }
}
