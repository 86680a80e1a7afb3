package dev.diddo.persistence;

import dev.diddo.application.dashboard.OperatorSessions;
import dev.diddo.application.organization.KeyHash;
import dev.diddo.domain.dashboard.OperatorSession;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;

/** Operators' sessions in PostgreSQL: every process knows who is signed in, and forgets at once. */
public final class PgOperatorSessions implements OperatorSessions {
  private static final String BEGIN =
      """
      insert into operator_session (organization_id, token_hash, operator_id, begun_at, seen_at)
      values ($1, $2, $3, $4, $5)""";

  private static final String FIND =
      """
      select s.organization_id, s.operator_id, s.begun_at, s.seen_at, o.email, o.role
        from operator_session s
        join operator o on o.organization_id = s.organization_id and o.id = s.operator_id
       where s.token_hash = $1
       limit 1""";

  private static final String SEEN =
      """
      update operator_session
         set seen_at = greatest(seen_at, $2)
       where token_hash = $1""";

  private static final String END =
      """
      delete from operator_session
       where token_hash = $1""";

  private static final String FORGET =
      """
      delete from operator_session
       where (organization_id, token_hash) in (
         select organization_id, token_hash
           from operator_session
          where seen_at <= $1 or begun_at <= $2
          limit $3
            for update skip locked)""";

  private final Postgres postgres;

  public PgOperatorSessions(Postgres postgres) {
    this.postgres = postgres;
  }

  @Override
  public void begin(KeyHash token, OperatorSession session) {
    query(
        BEGIN,
        Tuple.of(
            session.operator().organization().value(),
            token.hex(),
            session.operator().id().value(),
            Times.of(session.begunAt()),
            Times.of(session.seenAt())));
  }

  @Override
  public Optional<OperatorSession> find(KeyHash token) {
    return Rows.first(query(FIND, Tuple.of(token.hex())), PgOperatorSessions::session);
  }

  private static OperatorSession session(Row row) {
    return new OperatorSession(
        OperatorRow.read(row), Times.read(row, "begun_at"), Times.read(row, "seen_at"));
  }

  @Override
  public void seen(KeyHash token, Instant at) {
    query(SEEN, Tuple.of(token.hex(), Times.of(at)));
  }

  @Override
  public void end(KeyHash token) {
    query(END, Tuple.of(token.hex()));
  }

  @Override
  public int forget(Instant now, int atMost) {
    var idleSince = now.minus(OperatorSession.IDLE);
    var begunBefore = now.minus(OperatorSession.LONGEST);
    return query(FORGET, Tuple.of(Times.of(idleSince), Times.of(begunBefore), atMost)).rowCount();
  }

  private RowSet<Row> query(String sql, Tuple parameters) {
    return postgres.run(c -> c.preparedQuery(sql).execute(parameters));
  }
}
