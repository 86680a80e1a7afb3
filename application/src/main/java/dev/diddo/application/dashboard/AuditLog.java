package dev.diddo.application.dashboard;

import dev.diddo.application.Listed;
import dev.diddo.application.Page;
import dev.diddo.domain.dashboard.AuditEntry;
import dev.diddo.domain.id.OrganizationId;

/** Where it is kept what operators did. Nothing in it is ever changed. */
public interface AuditLog {
  /** In the transaction of the act, where one is under way. */
  void add(AuditEntry entry);

  /** Newest first. */
  Listed<AuditEntry> list(OrganizationId organization, Page page);
}
