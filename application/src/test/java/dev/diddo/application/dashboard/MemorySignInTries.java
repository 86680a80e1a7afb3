package dev.diddo.application.dashboard;

import dev.diddo.application.MemoryDatabase;
import java.time.Instant;
import java.util.Map;

/** Tries to sign in, counted in memory. */
public final class MemorySignInTries implements SignInTries {
  private final MemoryDatabase database;

  public MemorySignInTries(MemoryDatabase database) {
    this.database = database;
  }

  @Override
  public Counted count(String who, Instant now) {
    return database.alone(
        () -> {
          var counted =
              database
                  .signInTries
                  .get(who)
                  .filter(it -> it.since().plus(WINDOW).isAfter(now))
                  .map(it -> new Counted(it.tries() + 1, it.since()))
                  .orElse(new Counted(1, now));
          database.signInTries.put(who, counted);
          return counted;
        });
  }

  @Override
  public void giveBack(String who, Counted counted) {
    database.alone(
        () -> {
          database
              .signInTries
              .get(who)
              .filter(it -> it.since().equals(counted.since()))
              .ifPresent(
                  it -> database.signInTries.put(who, new Counted(it.tries() - 1, it.since())));
          return who;
        });
  }

  @Override
  public void clear(String who) {
    database.alone(
        () -> {
          database.signInTries.remove(who);
          return who;
        });
  }

  @Override
  public int forget(Instant now, int atMost) {
    return database.alone(
        () -> {
          var over =
              database.signInTries.all().entrySet().stream()
                  .filter(entry -> !entry.getValue().since().plus(WINDOW).isAfter(now))
                  .limit(atMost)
                  .map(Map.Entry::getKey)
                  .toList();
          over.forEach(database.signInTries::remove);
          return over.size();
        });
  }
}
