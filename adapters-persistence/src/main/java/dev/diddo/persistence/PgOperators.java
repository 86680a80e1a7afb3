package dev.diddo.persistence;

import dev.diddo.application.organization.Operators;
import dev.diddo.application.organization.PasswordHash;
import dev.diddo.domain.organization.Operator;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** The people of the support dashboard in PostgreSQL. */
public final class PgOperators implements Operators {
  /** Whoever is signed in has to show the new password. */
  private static final String PUT =
      """
      with put as (
        insert into operator (organization_id, id, email, role, password_hash)
        values ($1, $2, $3, $4, $5)
            on conflict (organization_id, lower(email))
            do update set role = excluded.role, password_hash = excluded.password_hash
        returning organization_id, id
      )
      delete from operator_session s
       using put
       where s.organization_id = put.organization_id and s.operator_id = put.id""";

  private static final String WITH_EMAIL =
      """
      select organization_id, id as operator_id, email, role, password_hash
        from operator
       where lower(email) = lower($1)
       order by id
       limit $2""";

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
                        operator.role().text(),
                        passwordHash.text())));
  }

  @Override
  public List<Known> withEmail(String email, int atMost) {
    return postgres.run(
        c ->
            c.preparedQuery(WITH_EMAIL)
                .execute(Tuple.of(email, atMost))
                .map(rows -> Rows.list(rows, PgOperators::known)));
  }

  private static Known known(Row row) {
    return new Known(OperatorRow.read(row), new PasswordHash(row.getString("password_hash")));
  }
}
