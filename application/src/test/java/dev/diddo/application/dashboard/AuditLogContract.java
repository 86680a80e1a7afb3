package dev.diddo.application.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.application.Page;
import dev.diddo.application.PortContract;
import dev.diddo.domain.dashboard.AuditEntry;
import dev.diddo.domain.id.AuditEntryId;
import dev.diddo.domain.id.DeliveryId;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.OperatorId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.organization.Operator;
import dev.diddo.domain.organization.Tenant;
import java.time.Duration;
import java.util.Currency;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What whoever keeps the audit log promises. */
public abstract class AuditLogContract extends PortContract {
  private static final Page FIRST = new Page(20, 0);

  @Test
  void an_entry_is_read_as_it_was_written_and_the_newest_first() {
    var signedIn = entry(tenant, AuditEntry.Action.SIGNED_IN, AuditEntry.Subject.NONE);
    var refunded = entry(tenant, AuditEntry.Action.REFUNDED, refund());
    var resent =
        entry(
            tenant,
            AuditEntry.Action.RESENT,
            AuditEntry.Subject.of(
                tenant.environment(),
                Optional.of(new OrderId(ids.next())),
                new DeliveryId(ids.next())));
    for (var entry : new AuditEntry[] {signedIn, refunded, resent}) {
      ports.auditLog().add(entry);
    }
    var listed = ports.auditLog().list(tenant.organization(), FIRST);
    assertThat(listed.items()).containsExactly(resent, refunded, signedIn);
    assertThat(listed.total()).isEqualTo(3);
    assertThat(ports.auditLog().list(tenant.organization(), new Page(1, 1)).items())
        .containsExactly(refunded);
  }

  @Test
  void an_organization_sees_its_own_log_alone() {
    ports.auditLog().add(entry(tenant, AuditEntry.Action.SIGNED_IN, AuditEntry.Subject.NONE));
    var theirs = ports.auditLog().list(stranger.tenant().organization(), FIRST);
    assertThat(theirs.items()).isEmpty();
    assertThat(theirs.total()).isZero();
  }

  @Test
  void what_was_undone_was_not_done() {
    var undone = new IllegalStateException("undone");
    assertThatThrownBy(
            () ->
                ports
                    .transactions()
                    .inOne(
                        () -> {
                          ports.auditLog().add(entry(tenant, AuditEntry.Action.REFUNDED, refund()));
                          throw undone;
                        }))
        .isSameAs(undone);
    assertThat(ports.auditLog().list(tenant.organization(), FIRST).items()).isEmpty();
  }

  @Test
  void of_what_is_old_only_who_was_refused_is_forgotten_and_so_much_at_a_time() {
    var log = ports.auditLog();
    for (int i = 0; i < 3; i++) {
      log.add(entry(tenant, AuditEntry.Action.SIGN_IN_REFUSED, AuditEntry.Subject.NONE));
    }
    var signedIn = entry(tenant, AuditEntry.Action.SIGNED_IN, AuditEntry.Subject.NONE);
    log.add(signedIn);
    clock.advance(Duration.ofDays(1));
    var lately = entry(tenant, AuditEntry.Action.SIGN_IN_REFUSED, AuditEntry.Subject.NONE);
    log.add(lately);

    assertThat(log.forgetRefused(clock.instant(), 2)).isEqualTo(2);
    assertThat(log.forgetRefused(clock.instant(), 2)).isEqualTo(1);
    assertThat(log.forgetRefused(clock.instant(), 2)).isZero();
    assertThat(log.list(tenant.organization(), FIRST).items()).containsExactly(lately, signedIn);
  }

  private AuditEntry.Subject refund() {
    return AuditEntry.Subject.of(
        tenant.environment(),
        new OrderId(ids.next()),
        new MerchantOrderId(ids.next()),
        Optional.of(new Money(1_200, Currency.getInstance("JPY"))));
  }

  private AuditEntry entry(Tenant of, AuditEntry.Action action, AuditEntry.Subject subject) {
    var ada =
        new Operator(
            new OperatorId(ids.next()),
            of.organization(),
            "ada@shop.example",
            Operator.Role.SUPPORT);
    return AuditEntry.of(
        new AuditEntryId(ids.next()), ada, action, subject, "203.0.113.7", clock.instant());
  }
}
