package dev.diddo.application.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Page;
import dev.diddo.application.Shop;
import dev.diddo.application.Steps;
import dev.diddo.application.Together;
import dev.diddo.application.organization.PasswordHash;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.dashboard.AuditEntry;
import dev.diddo.domain.dashboard.OperatorSession;
import dev.diddo.domain.id.OperatorId;
import dev.diddo.domain.id.OrganizationId;
import dev.diddo.domain.organization.Operator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SignInTest {
  private static final String PASSWORD = "correct horse battery";
  private static final PasswordHash HASH = PasswordHash.of(PASSWORD.toCharArray(), new Random(1));

  private final AtomicInteger hashed = new AtomicInteger();
  private final Steps steps = new Steps();
  private final Shop shop = steps.shop;
  private final OperatorSessions sessions = steps.ports.operatorSessions();
  private final SignIn signIn = hashing(2);
  private final AuthenticateOperator authenticate = new AuthenticateOperator(sessions, steps.clock);
  private final SignOut signOut =
      new SignOut(
          sessions, steps.ports.auditLog(), steps.ports.transactions(), steps.ids, steps.clock);
  private final Operator ada = hire(shop, "ada@shop.example");

  private SignIn hashing(int atOnce) {
    return new SignIn(
        steps.ports.operators(),
        sessions,
        steps.ports.signInTries(),
        steps.ports.auditLog(),
        steps.ports.transactions(),
        steps.ids,
        new Random(2),
        steps.clock,
        atOnce,
        this::matches);
  }

  private boolean matches(PasswordHash hash, String password) {
    hashed.incrementAndGet();
    return hash.equals(HASH) && password.equals(PASSWORD);
  }

  private Operator hire(Shop at, String email) {
    var operator =
        new Operator(
            new OperatorId(steps.ids.next()),
            at.tenant().organization(),
            email,
            Operator.Role.SUPPORT);
    steps.ports.operators().put(operator, HASH);
    return operator;
  }

  private static SignIn.Visitor visitor(String email, String password) {
    return new SignIn.Visitor(email, password, Optional.empty(), "203.0.113.7");
  }

  private static SignIn.Visitor meaning(OrganizationId organization) {
    return new SignIn.Visitor(
        "ada@shop.example", PASSWORD, Optional.of(organization), "203.0.113.7");
  }

  private SignIn.Begun begin() {
    return Shop.yes(signIn.signIn(visitor("Ada@Shop.example ", PASSWORD)));
  }

  private List<AuditEntry.Action> log() {
    return steps.ports.auditLog().list(ada.organization(), new Page(50, 0)).items().stream()
        .map(AuditEntry::action)
        .toList();
  }

  private static Outcome<SignIn.Begun, SignIn.Refusal> wrong() {
    return Outcome.refused(new SignIn.Refusal.Wrong());
  }

  @Test
  void email_and_password_begin_a_session_whose_token_opens_it() {
    var begun = begin();
    assertThat(begun.session().operator()).isEqualTo(ada);
    assertThat(authenticate.authenticate(begun.token())).contains(ada);
    assertThat(authenticate.authenticate("x" + begun.token())).isEmpty();
    assertThat(log()).containsExactly(AuditEntry.Action.SIGNED_IN);
  }

  @Test
  void a_token_is_kept_nowhere_and_told_by_no_accident() {
    var begun = begin();
    assertThat(begun.token()).hasSize(32).isNotEqualTo(begin().token());
    assertThat(begun.toString()).doesNotContain(begun.token());
    assertThat(steps.database.operatorSessions.keys().toString()).doesNotContain(begun.token());
  }

  @Test
  void a_wrong_password_and_an_unknown_email_are_refused_alike() {
    assertThat(signIn.signIn(visitor("ada@shop.example", "correct horse"))).isEqualTo(wrong());
    assertThat(signIn.signIn(visitor("nobody@shop.example", PASSWORD))).isEqualTo(wrong());
    assertThat(log()).containsExactly(AuditEntry.Action.SIGN_IN_REFUSED);
  }

  @Test
  void nobody_learns_by_the_time_it_takes_who_is_known() {
    hire(shop, "bob@shop.example");
    hire(Shop.in(steps.ports, steps.clock, steps.ids), "bob@shop.example");
    for (var email : List.of("nobody@shop.example", "ada@shop.example", "bob@shop.example")) {
      hashed.set(0);
      long began = System.nanoTime();
      assertThat(signIn.signIn(visitor(email, "correct horse"))).isEqualTo(wrong());
      assertThat(System.nanoTime() - began)
          .as("more than to write it down")
          .isGreaterThanOrEqualTo(SignIn.REFUSED_AFTER.toNanos());
      assertThat(hashed).as(email).hasValue(SignIn.MAX_ORGANIZATIONS);
    }
  }

  @Test
  void nor_does_whoever_names_an_organization() {
    for (var organization : List.of(ada.organization(), new OrganizationId(steps.ids.next()))) {
      hashed.set(0);
      var visitor =
          new SignIn.Visitor("ada@shop.example", "wrong", Optional.of(organization), "203.0.113.7");
      assertThat(signIn.signIn(visitor)).isEqualTo(wrong());
      assertThat(hashed).hasValue(1);
    }
  }

  @Test
  void who_was_turned_away_unheard_has_tried_nothing() {
    var busy = hashing(0);
    var outcomes =
        Together.run(SignIn.MAX_TRIES + 2, _ -> busy.signIn(visitor("ada@shop.example", PASSWORD)));
    assertThat(outcomes)
        .filteredOn(Outcome.refused(new SignIn.Refusal.Busy())::equals)
        .hasSize(SignIn.MAX_TRIES);
    for (int i = 0; i < SignIn.MAX_TRIES - 1; i++) {
      assertThat(signIn.signIn(visitor("ada@shop.example", "guess"))).isEqualTo(wrong());
    }
    assertThat(begin().session().operator()).isEqualTo(ada);
  }

  @Test
  void after_ten_tries_even_the_right_password_has_to_wait() {
    for (int i = 0; i < SignIn.MAX_TRIES; i++) {
      assertThat(signIn.signIn(visitor("ada@shop.example", "guess " + i))).isEqualTo(wrong());
    }
    steps.clock.advance(Duration.ofMinutes(5));
    assertThat(signIn.signIn(visitor("ADA@shop.example", PASSWORD)))
        .isEqualTo(Outcome.refused(new SignIn.Refusal.TooManyTries(Duration.ofMinutes(10))));
    var elsewhere =
        new SignIn.Visitor("ada@shop.example", PASSWORD, Optional.empty(), "203.0.113.8");
    assertThat(signIn.signIn(elsewhere)).isInstanceOf(Outcome.Accepted.class);
    steps.clock.advance(Duration.ofMinutes(10));
    assertThat(begin().session().operator()).isEqualTo(ada);
  }

  @Test
  void of_forty_guesses_at_once_ten_are_looked_at() {
    var outcomes = Together.run(40, i -> signIn.signIn(visitor("ada@shop.example", "guess " + i)));
    assertThat(outcomes).filteredOn(wrong()::equals).hasSize(SignIn.MAX_TRIES);
  }

  @Test
  void who_tries_too_often_waits_for_no_place() {
    for (int i = 0; i < SignIn.MAX_TRIES; i++) {
      assertThat(signIn.signIn(visitor("ada@shop.example", "guess " + i))).isEqualTo(wrong());
    }
    assertThat(hashing(0).signIn(visitor("ada@shop.example", PASSWORD)))
        .isEqualTo(Outcome.refused(new SignIn.Refusal.TooManyTries(SignInTries.WINDOW)));
  }

  @Test
  void who_gets_in_has_all_their_tries_again() {
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < SignIn.MAX_TRIES - 1; i++) {
        assertThat(signIn.signIn(visitor("ada@shop.example", "guess"))).isEqualTo(wrong());
      }
      begin();
    }
  }

  @Test
  void who_works_for_several_may_say_for_whom() {
    hire(Shop.in(steps.ports, steps.clock, steps.ids), "ada@shop.example");
    hire(Shop.in(steps.ports, steps.clock, steps.ids), "ada@shop.example");
    var there = hire(Shop.in(steps.ports, steps.clock, steps.ids), "ada@shop.example");
    assertThat(begin().session().operator()).isEqualTo(ada);
    assertThat(Shop.yes(signIn.signIn(meaning(there.organization()))).session().operator())
        .isEqualTo(there);
    assertThat(signIn.signIn(meaning(new OrganizationId(steps.ids.next())))).isEqualTo(wrong());
  }

  @Test
  void a_session_ends_when_nobody_uses_it() {
    var token = begin().token();
    for (int i = 0; i < 3; i++) {
      steps.clock.advance(OperatorSession.IDLE.minusMinutes(1));
      assertThat(authenticate.authenticate(token)).contains(ada);
    }
    steps.clock.advance(OperatorSession.IDLE);
    assertThat(authenticate.authenticate(token)).isEmpty();
  }

  @Test
  void a_session_ends_after_a_shift_however_busy_it_was() {
    var token = begin().token();
    for (int minutes = 0; minutes < 12 * 60; minutes += 20) {
      assertThat(authenticate.authenticate(token)).contains(ada);
      steps.clock.advance(Duration.ofMinutes(20));
    }
    assertThat(authenticate.authenticate(token)).isEmpty();
  }

  @Test
  void who_signs_out_is_out_and_can_do_so_once() {
    var token = begin().token();
    assertThat(signOut.signOut(token, "203.0.113.7")).isTrue();
    assertThat(authenticate.authenticate(token)).isEmpty();
    assertThat(signOut.signOut(token, "203.0.113.7")).isFalse();
    assertThat(log()).containsExactly(AuditEntry.Action.SIGNED_OUT, AuditEntry.Action.SIGNED_IN);
  }

  @Test
  void a_hash_matches_its_password_and_no_other() {
    assertThat(HASH.matches(PASSWORD)).isTrue();
    assertThat(HASH.matches(PASSWORD + " ")).isFalse();
    assertThat(PasswordHash.NOBODYS.matches(PASSWORD)).isFalse();
  }
}
