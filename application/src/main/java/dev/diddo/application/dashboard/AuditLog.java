package dev.diddo.application.dashboard;

import dev.diddo.application.Listed;
import dev.diddo.application.Page;
import dev.diddo.domain.dashboard.AuditEntry;
import dev.diddo.domain.id.OrganizationId;
import java.time.Instant;

/**
 * Where it is kept what operators did. Nothing in it is ever changed, and nothing taken out but who
 * was refused at the door: strangers make as many of those as they like.
 */
public interface AuditLog {
  /** In the transaction of the act, where one is under way. */
  void add(AuditEntry entry);

  /** Newest first. */
  Listed<AuditEntry> list(OrganizationId organization, Page page);

  /** Forgets sign-ins that were refused before this; answers how many. */
  int forgetRefused(Instant before, int atMost);
}
