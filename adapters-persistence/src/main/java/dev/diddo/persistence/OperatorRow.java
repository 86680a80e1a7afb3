package dev.diddo.persistence;

import dev.diddo.domain.id.OperatorId;
import dev.diddo.domain.id.OrganizationId;
import dev.diddo.domain.organization.Operator;
import io.vertx.sqlclient.Row;

/** Operators as columns of a row, which may be of something of theirs. */
final class OperatorRow {
  private OperatorRow() {}

  static Operator read(Row row) {
    return new Operator(
        new OperatorId(row.getUUID("operator_id")),
        new OrganizationId(row.getUUID("organization_id")),
        row.getString("email"),
        Rows.named(Operator.Role.values(), Operator.Role::text, row.getString("role")));
  }
}
