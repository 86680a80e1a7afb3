package dev.diddo.application.organization;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.MemoryDatabase.OperatorKey;
import dev.diddo.domain.organization.Operator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Operators in memory. */
public final class MemoryOperators implements Operators {
  private final MemoryDatabase database;

  public MemoryOperators(MemoryDatabase database) {
    this.database = database;
  }

  @Override
  public void put(Operator operator, PasswordHash passwordHash) {
    database.alone(
        () -> {
          var before = find(operator);
          var id = before.map(it -> it.operator().id()).orElse(operator.id());
          var email = before.map(it -> it.operator().email()).orElse(operator.email());
          var after = new Operator(id, operator.organization(), email, operator.role());
          database.operators.put(
              new OperatorKey(operator.organization(), id), new Known(after, passwordHash));
          database.operatorSessions.all().entrySet().stream()
              .filter(entry -> entry.getValue().operator().id().equals(id))
              .forEach(entry -> database.operatorSessions.remove(entry.getKey()));
          return after;
        });
  }

  private Optional<Known> find(Operator operator) {
    return withEmail(operator.email(), Integer.MAX_VALUE).stream()
        .filter(it -> it.operator().organization().equals(operator.organization()))
        .findFirst();
  }

  @Override
  public List<Known> withEmail(String email, int atMost) {
    return database.alone(
        () ->
            database.operators.values().stream()
                .filter(it -> folded(it.operator().email()).equals(folded(email)))
                .sorted(Comparator.comparing(it -> it.operator().id().text()))
                .limit(atMost)
                .toList());
  }

  private static String folded(String email) {
    return email.toLowerCase(Locale.ROOT);
  }
}
