package dev.diddo.persistence;

import dev.diddo.application.organization.Operators;
import dev.diddo.application.organization.PasswordHash;
import dev.diddo.domain.organization.Operator;
import io.vertx.sqlclient.Tuple;
import java.util.Locale;

/** The people of the support dashboard in PostgreSQL. */
public final class PgOperators implements Operators {
  private static final String PUT =
      """
      insert into operator (organization_id, id, email, role, password_hash)
      values ($1, $2, $3, $4, $5)
          on conflict (organization_id, lower(email))
          do update set role = excluded.role, password_hash = excluded.password_hash""";

  private final Postgres postgres;

  public PgOperators(Postgres postgres) {
    this.postgres = postgres;
  }

  @Override
  public void put(Operator operator, PasswordHash passwordHash) {
    postgres.run(
        c ->
            c.preparedQuery(PUT)
                .execute(
                    Tuple.of(
                        operator.organization().value(),
                        operator.id().value(),
                        operator.email(),
                        operator.role().name().toLowerCase(Locale.ROOT),
                        passwordHash.text())));
  }
}
