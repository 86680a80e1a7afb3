package dev.diddo.application.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.application.OutageException;
import dev.diddo.application.PortContract;
import dev.diddo.application.Together;
import dev.diddo.application.payment.Payments.Opening;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Payment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What whoever keeps idempotency keys promises. */
public abstract class IdempotencyKeysContract extends PortContract {
  private static final byte[] REQUEST = "what is asked for".getBytes(UTF_8);
  private static final byte[] OTHER = "something else".getBytes(UTF_8);
  private static final StoredAnswer ANSWER =
      new StoredAnswer(
          201,
          Map.of("Location", "/carts/1"),
          "{\"name\":\"Zoë \\u0000\"}".getBytes(UTF_8),
          Optional.empty());

  @Test
  void a_new_key_is_held() {
    var held = hold();
    assertThat(held.key()).isEqualTo(key());
    assertThat(held.payment()).isEmpty();
  }

  @Test
  void a_key_that_is_held_is_in_flight_for_everybody_else() {
    hold();
    assertThat(claim(REQUEST)).isEqualTo(new Claim.InFlight());
    clock.advance(IdempotencyKeys.LEASE.minusSeconds(1));
    assertThat(claim(REQUEST)).isEqualTo(new Claim.InFlight());
  }

  @Test
  void of_many_at_once_one_holds_the_key() {
    var claims = Together.run(20, _ -> claim(REQUEST));
    assertThat(claims).filteredOn(Claim.Held.class::isInstance).hasSize(1);
    assertThat(claims).filteredOn(new Claim.InFlight()::equals).hasSize(19);
  }

  @Test
  void the_answer_is_repeated_as_it_was() {
    complete(hold());
    assertThat(claim(REQUEST)).isInstanceOf(Claim.Replay.class);
    var answer = ((Claim.Replay) claim(REQUEST)).answer();
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.headers()).isEqualTo(ANSWER.headers());
    assertThat(answer.body()).isEqualTo(ANSWER.body());
  }

  @Test
  void the_same_key_for_something_else_is_a_conflict() {
    var held = hold();
    assertThat(claim(OTHER)).isEqualTo(new Claim.Conflict());
    complete(held);
    assertThat(claim(OTHER)).isEqualTo(new Claim.Conflict());
  }

  @Test
  void a_key_counts_for_its_caller_its_operation_and_its_tenant_alone() {
    complete(hold());
    var key = key();
    for (var other :
        List.of(
            new IdempotencyKey(tenant, "other caller", key.operation(), key.key()),
            new IdempotencyKey(tenant, key.caller(), "POST /cart/update", key.key()),
            new IdempotencyKey(tenant, key.caller(), key.operation(), "other key"),
            key(stranger.tenant()),
            key(production()))) {
      assertThat(ports.idempotencyKeys().claim(other, OTHER, clock.instant()))
          .isInstanceOf(Claim.Held.class);
    }
  }

  @Test
  void parts_of_a_key_are_never_taken_for_each_other() {
    var one = new IdempotencyKey(tenant, "a", "bc", "d");
    var other = new IdempotencyKey(tenant, "ab", "c", "d");
    ports.idempotencyKeys().claim(one, REQUEST, clock.instant());
    assertThat(ports.idempotencyKeys().claim(other, OTHER, clock.instant()))
        .isInstanceOf(Claim.Held.class);
  }

  @Test
  void a_released_key_may_be_used_again() {
    ports.idempotencyKeys().release(hold());
    assertThat(claim(REQUEST)).isInstanceOf(Claim.Held.class);
  }

  @Test
  void a_released_key_may_be_used_for_what_was_meant() {
    ports.idempotencyKeys().release(hold());
    assertThat(claim(OTHER)).isInstanceOf(Claim.Held.class);
  }

  @Test
  void whoever_was_overtaken_stays_so_after_a_release() {
    var first = hold();
    clock.advance(IdempotencyKeys.LEASE);
    ports.idempotencyKeys().release(hold());
    var third = hold();
    assertThatThrownBy(() -> complete(first)).isInstanceOf(OutageException.class);
    ports.idempotencyKeys().release(first);
    assertThat(claim(REQUEST)).isEqualTo(new Claim.InFlight());
    complete(third);
    assertThat(claim(REQUEST)).isInstanceOf(Claim.Replay.class);
  }

  @Test
  void whoever_falls_silent_is_taken_over_from() {
    var first = hold();
    clock.advance(IdempotencyKeys.LEASE);
    var second = hold();
    assertThat(second.fence()).isGreaterThan(first.fence());
    assertThat(claim(REQUEST)).isEqualTo(new Claim.InFlight());
  }

  @Test
  void whoever_was_overtaken_writes_nothing() {
    var first = hold();
    clock.advance(IdempotencyKeys.LEASE);
    var second = hold();
    var scarf = shop.variant(shop.store("kit.example"), "Scarf", 1_000);
    var cart = shop.unsavedTemplate(scarf);
    assertThatThrownBy(
            () ->
                ports
                    .transactions()
                    .inOne(
                        () -> {
                          ports.carts().add(tenant, cart);
                          complete(first);
                          return cart;
                        }))
        .isInstanceOf(OutageException.class);
    assertThat(ports.carts().find(tenant, cart.id())).isEmpty();
    complete(second);
    assertThat(claim(REQUEST)).isInstanceOf(Claim.Replay.class);
  }

  @Test
  void whoever_was_overtaken_releases_nothing() {
    var first = hold();
    clock.advance(IdempotencyKeys.LEASE);
    var second = hold();
    ports.idempotencyKeys().release(first);
    assertThat(claim(REQUEST)).isEqualTo(new Claim.InFlight());
    complete(second);
    ports.idempotencyKeys().release(second);
    assertThat(claim(REQUEST)).isInstanceOf(Claim.Replay.class);
  }

  @Test
  void the_answer_is_kept_with_the_effect_or_not_at_all() {
    var held = hold();
    var failure = new IllegalStateException("as planned");
    assertThatThrownBy(
            () ->
                ports
                    .transactions()
                    .inOne(
                        () -> {
                          complete(held);
                          throw failure;
                        }))
        .isSameAs(failure);
    assertThat(claim(REQUEST)).isEqualTo(new Claim.InFlight());
    complete(held);
    assertThat(claim(REQUEST)).isInstanceOf(Claim.Replay.class);
  }

  @Test
  void a_payment_is_tied_to_its_key_in_the_commit_that_opens_it() {
    var held = hold();
    var payment = open(cart(), held);
    clock.advance(IdempotencyKeys.LEASE);
    assertThat(hold().payment()).contains(payment.id());
  }

  @Test
  void a_released_key_remembers_its_payment() {
    var held = hold();
    var payment = open(cart(), held);
    ports.idempotencyKeys().release(held);
    assertThat(hold().payment()).contains(payment.id());
  }

  @Test
  void a_later_payment_takes_the_place_of_one_that_is_over() {
    var cart = cart();
    var first = open(cart, hold());
    ports
        .payments()
        .move(
            tenant,
            first,
            new Payment.Cancelled(first.attempt(), Optional.empty()),
            Optional.empty());
    clock.advance(IdempotencyKeys.LEASE);
    var second = open(cart, hold());
    clock.advance(IdempotencyKeys.LEASE);
    assertThat(hold().payment()).contains(second.id());
  }

  @Test
  void whoever_was_overtaken_opens_no_payment() {
    var first = hold();
    clock.advance(IdempotencyKeys.LEASE);
    hold();
    var cart = cart();
    var freeze = shop.freeze(cart);
    assertThat(ports.payments().open(tenant, freeze, shop.attempt(freeze), Optional.of(first)))
        .isEqualTo(new Opening.Overtaken());
    assertThat(ports.liveCarts().find(tenant, cart.id())).contains(cart);
  }

  @Test
  void a_payment_that_is_not_opened_ties_nothing() {
    var cart = cart();
    shop.open(cart);
    var held = hold();
    var freeze = shop.freeze(cart);
    ports.payments().open(tenant, freeze, shop.attempt(freeze), Optional.of(held));
    ports.idempotencyKeys().release(held);
    assertThat(hold().payment()).isEmpty();
  }

  @Test
  void answers_are_repeated_for_a_week_and_then_forgotten() {
    complete(hold());
    clock.advance(IdempotencyKeys.RETENTION.minusSeconds(1));
    assertThat(claim(REQUEST)).isInstanceOf(Claim.Replay.class);
    assertThat(ports.idempotencyKeys().forget(clock.instant(), 10)).isZero();
    clock.advance(Duration.ofSeconds(2));
    assertThat(ports.idempotencyKeys().forget(clock.instant(), 10)).isEqualTo(1);
    assertThat(claim(OTHER)).isInstanceOf(Claim.Held.class);
  }

  @Test
  void keys_are_forgotten_a_few_at_a_time() {
    for (int i = 0; i < 5; i++) {
      var key = new IdempotencyKey(tenant, "caller", "POST /cart/add", "key-" + i);
      ports.idempotencyKeys().claim(key, REQUEST, clock.instant());
    }
    clock.advance(IdempotencyKeys.RETENTION.plusSeconds(1));
    assertThat(ports.idempotencyKeys().forget(clock.instant(), 3)).isEqualTo(3);
    assertThat(ports.idempotencyKeys().forget(clock.instant(), 3)).isEqualTo(2);
    assertThat(ports.idempotencyKeys().forget(clock.instant(), 3)).isZero();
  }

  private LiveCart.Open cart() {
    var store = shop.store("kit.example");
    return shop.readyToPay(shop.template(shop.variant(store, "Scarf", 1_000)));
  }

  private Payment.Submitting open(LiveCart.Open cart, Claim.Held held) {
    var freeze = shop.freeze(cart);
    var opening = ports.payments().open(tenant, freeze, shop.attempt(freeze), Optional.of(held));
    return ((Opening.Opened) opening).payment();
  }

  private IdempotencyKey key() {
    return key(tenant);
  }

  private static IdempotencyKey key(Tenant owner) {
    return new IdempotencyKey(owner, "caller", "POST /cart/add", "key");
  }

  private Claim claim(byte[] request) {
    return ports.idempotencyKeys().claim(key(), request, clock.instant());
  }

  private Claim.Held hold() {
    var claim = claim(REQUEST);
    assertThat(claim).isInstanceOf(Claim.Held.class);
    return (Claim.Held) claim;
  }

  private void complete(Claim.Held held) {
    ports.idempotencyKeys().complete(held, ANSWER, clock.instant());
  }
}
