package dev.diddo.application.dashboard;

import dev.diddo.application.idempotency.Transactions;
import dev.diddo.application.organization.KeyHash;
import dev.diddo.domain.dashboard.AuditEntry;
import dev.diddo.domain.dashboard.OperatorSession;
import dev.diddo.domain.id.AuditEntryId;
import dev.diddo.domain.id.Ids;
import java.time.InstantSource;

/** Ends an operator's session. Safe to repeat. */
public final class SignOut {
  private final OperatorSessions sessions;
  private final AuditLog auditLog;
  private final Transactions transactions;
  private final Ids ids;
  private final InstantSource clock;

  public SignOut(
      OperatorSessions sessions,
      AuditLog auditLog,
      Transactions transactions,
      Ids ids,
      InstantSource clock) {
    this.sessions = sessions;
    this.auditLog = auditLog;
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @return whether there was one to end
   */
  public boolean signOut(String token, String address) {
    var hash = KeyHash.of(token);
    return transactions.inOne(
        () -> {
          var session = sessions.find(hash).filter(it -> !it.isOver(clock.instant()));
          session.ifPresent(it -> auditLog.add(entry(it, address)));
          sessions.end(hash);
          return session.isPresent();
        });
  }

  private AuditEntry entry(OperatorSession session, String address) {
    return AuditEntry.of(
        new AuditEntryId(ids.next()),
        session.operator(),
        AuditEntry.Action.SIGNED_OUT,
        AuditEntry.Subject.NONE,
        address,
        clock.instant());
  }
}
