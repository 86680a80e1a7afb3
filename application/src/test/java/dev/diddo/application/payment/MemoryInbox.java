package dev.diddo.application.payment;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.MemoryDatabase.NoticeKey;
import dev.diddo.application.MemoryDatabase.StoredNotice;
import dev.diddo.application.payment.Gateways.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Messages of gateways in memory. */
public final class MemoryInbox implements Inbox {
  private static final int MAX_TRIES = 20;

  private final MemoryDatabase database;

  public MemoryInbox(MemoryDatabase database) {
    this.database = database;
  }

  @Override
  public boolean receive(Notice notice, Instant at) {
    return database.alone(
        () ->
            database.notices.get(key(notice)).isEmpty()
                && put(notice, new StoredNotice(notice, at, Optional.of(at), Optional.empty(), 0)));
  }

  @Override
  public void done(Notice notice) {
    database.alone(() -> dueAt(notice, Optional.empty()));
  }

  @Override
  public void tryAgain(Notice notice, Instant at) {
    database.alone(() -> dueAt(notice, Optional.of(at)));
  }

  private boolean dueAt(Notice notice, Optional<Instant> due) {
    var row = database.notices.get(key(notice));
    return row.isPresent()
        && put(
            notice,
            new StoredNotice(
                notice, row.get().receivedAt(), due, Optional.empty(), row.get().tries()));
  }

  @Override
  public Set<String> gatewaysDue(Instant now) {
    return database.alone(
        () -> due(now).map(row -> row.notice().gateway()).collect(Collectors.toSet()));
  }

  private Stream<StoredNotice> due(Instant now) {
    return database.notices.values().stream()
        .filter(row -> row.dueAt().filter(at -> !at.isAfter(now)).isPresent())
        .filter(row -> row.leaseUntil().filter(now::isBefore).isEmpty())
        .filter(row -> row.tries() < MAX_TRIES);
  }

  @Override
  public List<Notice> claimDue(Instant now, String gateway, int atMost, Duration lease) {
    return database.alone(
        () -> {
          var due =
              due(now)
                  .filter(row -> row.notice().gateway().equals(gateway))
                  .sorted(Comparator.comparing(row -> row.dueAt().orElseThrow()))
                  .limit(atMost)
                  .toList();
          due.forEach(
              row ->
                  put(
                      row.notice(),
                      new StoredNotice(
                          row.notice(),
                          row.receivedAt(),
                          row.dueAt(),
                          Optional.of(now.plus(lease)),
                          row.tries() + 1)));
          return due.stream().map(StoredNotice::notice).toList();
        });
  }

  @Override
  public int forget(Instant before, int atMost) {
    return database.alone(
        () -> {
          var old =
              database.notices.values().stream()
                  .filter(row -> row.receivedAt().isBefore(before))
                  .filter(row -> row.dueAt().isEmpty() || row.tries() >= MAX_TRIES)
                  .limit(atMost)
                  .toList();
          old.forEach(row -> database.notices.remove(key(row.notice())));
          return old.size();
        });
  }

  private boolean put(Notice notice, StoredNotice row) {
    database.notices.put(key(notice), row);
    return true;
  }

  private static NoticeKey key(Notice notice) {
    return new NoticeKey(notice.gateway(), notice.eventId());
  }
}
