package dev.diddo.application.organization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.PortContract;
import dev.diddo.application.organization.Operators.Known;
import dev.diddo.domain.dashboard.OperatorSession;
import dev.diddo.domain.id.OperatorId;
import dev.diddo.domain.organization.Operator;
import dev.diddo.domain.organization.Tenant;
import org.junit.jupiter.api.Test;

/** What whoever keeps operators promises. */
public abstract class OperatorsContract extends PortContract {
  private static final PasswordHash HASH = new PasswordHash("pbkdf2-sha256$1$AA$AA");
  private static final PasswordHash OTHER = new PasswordHash("pbkdf2-sha256$2$AA$AA");

  @Test
  void an_operator_is_found_by_their_email_whatever_its_case() {
    var ada = operator(tenant, "Ada@shop.example", Operator.Role.VIEWER);
    ports.operators().put(ada, HASH);
    assertThat(ports.operators().withEmail("aDA@Shop.example", 9))
        .containsExactly(new Known(ada, HASH));
  }

  @Test
  void nobody_has_an_email_that_nobody_was_given() {
    ports.operators().put(operator(tenant, "ada@shop.example", Operator.Role.VIEWER), HASH);
    assertThat(ports.operators().withEmail("ada@shop.exampl", 9)).isEmpty();
    assertThat(ports.operators().withEmail("%", 9)).isEmpty();
  }

  @Test
  void who_works_for_several_organizations_is_found_in_each_the_first_one_first() {
    var here = operator(tenant, "ada@shop.example", Operator.Role.VIEWER);
    var there = operator(stranger.tenant(), "ada@shop.example", Operator.Role.ADMIN);
    ports.operators().put(here, HASH);
    ports.operators().put(there, OTHER);
    assertThat(ports.operators().withEmail("ada@shop.example", 9))
        .containsExactly(new Known(here, HASH), new Known(there, OTHER));
    assertThat(ports.operators().withEmail("ada@shop.example", 1))
        .containsExactly(new Known(here, HASH));
  }

  @Test
  void putting_an_operator_again_gives_them_another_password_and_role() {
    var ada = operator(tenant, "ada@shop.example", Operator.Role.VIEWER);
    ports.operators().put(ada, HASH);
    ports.operators().put(operator(tenant, "ADA@shop.example", Operator.Role.SUPPORT), OTHER);
    var now = new Operator(ada.id(), ada.organization(), ada.email(), Operator.Role.SUPPORT);
    assertThat(ports.operators().withEmail("ada@shop.example", 9))
        .containsExactly(new Known(now, OTHER));
  }

  @Test
  void a_new_password_ends_the_sessions_of_the_old_one_and_of_nobody_else() {
    var ada = operator(tenant, "ada@shop.example", Operator.Role.VIEWER);
    var bob = operator(tenant, "bob@shop.example", Operator.Role.VIEWER);
    ports.operators().put(ada, HASH);
    ports.operators().put(bob, HASH);
    var adas = KeyHash.of("ada's token");
    var bobs = KeyHash.of("bob's token");
    ports
        .operatorSessions()
        .begin(adas, new OperatorSession(ada, clock.instant(), clock.instant()));
    ports
        .operatorSessions()
        .begin(bobs, new OperatorSession(bob, clock.instant(), clock.instant()));
    ports.operators().put(ada, OTHER);
    assertThat(ports.operatorSessions().find(adas)).isEmpty();
    assertThat(ports.operatorSessions().find(bobs)).isPresent();
  }

  private Operator operator(Tenant of, String email, Operator.Role role) {
    return new Operator(new OperatorId(ids.next()), of.organization(), email, role);
  }
}
