package dev.diddo.persistence;

import dev.diddo.application.dashboard.SignInTries;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;

/** Tries to sign in, counted in PostgreSQL. */
public final class PgSignInTries implements SignInTries {
  private static final String COUNT =
      """
      insert into sign_in_try as t (who, tries, since)
      values ($1, 1, $2)
          on conflict (who)
          do update set tries = case when t.since <= $3 then 1 else t.tries + 1 end,
                        since = case when t.since <= $3 then excluded.since else t.since end
      returning tries, since""";

  /** What began anew since then never had it. */
  private static final String GIVE_BACK =
      """
      update sign_in_try
         set tries = tries - 1
       where who = $1 and since = $2""";

  private static final String CLEAR =
      """
      delete from sign_in_try
       where who = $1""";

  private static final String FORGET =
      """
      delete from sign_in_try
       where who in (
         select who
           from sign_in_try
          where since <= $1
          order by since
          limit $2
            for update skip locked)""";

  private final Postgres postgres;

  public PgSignInTries(Postgres postgres) {
    this.postgres = postgres;
  }

  @Override
  public Counted count(String who, Instant now) {
    var over = now.minus(WINDOW);
    return Rows.first(
            query(COUNT, Tuple.of(who, Times.of(now), Times.of(over))),
            row -> new Counted(row.getInteger("tries"), Times.read(row, "since")))
        .orElseThrow();
  }

  @Override
  public void giveBack(String who, Counted counted) {
    query(GIVE_BACK, Tuple.of(who, Times.of(counted.since())));
  }

  @Override
  public void clear(String who) {
    query(CLEAR, Tuple.of(who));
  }

  @Override
  public int forget(Instant now, int atMost) {
    return query(FORGET, Tuple.of(Times.of(now.minus(WINDOW)), atMost)).rowCount();
  }

  private RowSet<Row> query(String sql, Tuple parameters) {
    return postgres.run(c -> c.preparedQuery(sql).execute(parameters));
  }
}
