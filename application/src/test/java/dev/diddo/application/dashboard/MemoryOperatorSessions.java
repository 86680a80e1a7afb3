package dev.diddo.application.dashboard;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.MemoryDatabase.OperatorKey;
import dev.diddo.application.organization.KeyHash;
import dev.diddo.domain.dashboard.OperatorSession;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Operators' sessions in memory. */
public final class MemoryOperatorSessions implements OperatorSessions {
  private final MemoryDatabase database;

  public MemoryOperatorSessions(MemoryDatabase database) {
    this.database = database;
  }

  @Override
  public void begin(KeyHash token, OperatorSession session) {
    database.alone(
        () -> {
          database.operatorSessions.put(token, session);
          return session;
        });
  }

  @Override
  public Optional<OperatorSession> find(KeyHash token) {
    return database.alone(() -> database.operatorSessions.get(token).map(this::asOfNow));
  }

  private OperatorSession asOfNow(OperatorSession session) {
    var key = new OperatorKey(session.operator().organization(), session.operator().id());
    var operator = database.operators.get(key).orElseThrow().operator();
    return new OperatorSession(operator, session.begunAt(), session.seenAt());
  }

  @Override
  public void seen(KeyHash token, Instant at) {
    database.alone(
        () -> {
          var before = database.operatorSessions.get(token);
          before
              .filter(it -> it.seenAt().isBefore(at))
              .map(it -> new OperatorSession(it.operator(), it.begunAt(), at))
              .ifPresent(it -> database.operatorSessions.put(token, it));
          return before;
        });
  }

  @Override
  public void end(KeyHash token) {
    database.alone(
        () -> {
          database.operatorSessions.remove(token);
          return token;
        });
  }

  @Override
  public int forget(Instant now, int atMost) {
    return database.alone(
        () -> {
          var over =
              database.operatorSessions.all().entrySet().stream()
                  .filter(entry -> entry.getValue().isOver(now))
                  .limit(atMost)
                  .map(Map.Entry::getKey)
                  .toList();
          over.forEach(database.operatorSessions::remove);
          return over.size();
        });
  }
}
