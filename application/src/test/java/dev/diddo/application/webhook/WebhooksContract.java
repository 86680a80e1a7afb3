package dev.diddo.application.webhook;

import static dev.diddo.domain.order.CheckoutEvent.Type.CHECKOUT_FAILED;
import static dev.diddo.domain.order.CheckoutEvent.Type.ORDER_SUBMITTED;
import static dev.diddo.domain.order.CheckoutEvent.Type.ORDER_UPDATED;
import static dev.diddo.domain.order.CheckoutEvent.Type.REFUND_ISSUED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Page;
import dev.diddo.application.PortContract;
import dev.diddo.application.Together;
import dev.diddo.domain.id.WebhookId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.webhook.SigningSecrets;
import dev.diddo.domain.webhook.Webhook;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What whoever keeps webhooks promises. */
public abstract class WebhooksContract extends PortContract {
  private static final Webhooks.Filter ALL =
      new Webhooks.Filter(Optional.empty(), Optional.empty());

  private final SigningSecrets secrets = SigningSecrets.of(Subscriptions.secret(1));

  private Webhook add(CheckoutEvent.Type... events) {
    var webhook = Subscriptions.to(ids.next(), clock.instant(), events);
    assertThat(ports.webhooks().add(tenant, webhook, secrets)).isTrue();
    return webhook;
  }

  private List<Webhook> list(Tenant owner, Webhooks.Filter filter) {
    return ports.webhooks().list(owner, filter, new Page(20, 0)).items();
  }

  @Test
  void a_webhook_is_found_as_it_was_added() {
    var webhook = add(ORDER_SUBMITTED, CHECKOUT_FAILED);
    assertThat(ports.webhooks().find(tenant, webhook.id())).contains(webhook);
    assertThat(ports.webhooks().secrets(tenant, webhook.id())).contains(secrets);
    assertThat(ports.webhooks().find(tenant, new WebhookId(ids.next()))).isEmpty();
  }

  @Test
  void it_is_found_as_it_was_changed() {
    var webhook = add();
    for (var state :
        List.of(
            new Webhook.State.Disabled(Webhook.Reason.GONE, clock.instant()),
            new Webhook.State.Disabled(Webhook.Reason.FAILING, clock.instant()),
            new Webhook.State.Paused(),
            new Webhook.State.Active())) {
      var changed =
          new Webhook(
              webhook.id(),
              URI.create("https://other.example/"),
              List.of(REFUND_ISSUED),
              Optional.empty(),
              Webhook.Format.SLACK,
              state,
              webhook.createdAt());
      ports.webhooks().save(tenant, changed);
      assertThat(ports.webhooks().find(tenant, webhook.id())).contains(changed);
      assertThat(ports.webhooks().findToChange(tenant, webhook.id())).contains(changed);
    }
    assertThat(ports.webhooks().secrets(tenant, webhook.id())).contains(secrets);
  }

  @Test
  void secrets_change_apart_from_it() {
    var webhook = add();
    var rotated = secrets.rotated(Subscriptions.secret(2), clock.instant());
    ports.webhooks().save(tenant, webhook.id(), rotated);
    assertThat(ports.webhooks().secrets(tenant, webhook.id())).contains(rotated);
    assertThat(ports.webhooks().find(tenant, webhook.id())).contains(webhook);
  }

  @Test
  void they_come_newest_first_and_as_they_are_wanted() {
    var first = add(ORDER_SUBMITTED, ORDER_UPDATED);
    clock.advance(Duration.ofSeconds(1));
    var second = add(ORDER_SUBMITTED);
    clock.advance(Duration.ofSeconds(1));
    var resting = add(ORDER_UPDATED).activated(false);
    ports.webhooks().save(tenant, resting);

    assertThat(list(tenant, ALL)).containsExactly(resting, second, first);
    assertThat(list(tenant, new Webhooks.Filter(Optional.of(true), Optional.empty())))
        .containsExactly(second, first);
    assertThat(list(tenant, new Webhooks.Filter(Optional.empty(), Optional.of(ORDER_UPDATED))))
        .containsExactly(resting, first);
    var page = ports.webhooks().list(tenant, ALL, new Page(1, 1));
    assertThat(page.items()).containsExactly(second);
    assertThat(page.total()).isEqualTo(3);
  }

  @Test
  void one_that_is_removed_is_gone() {
    var webhook = add();
    assertThat(ports.webhooks().remove(tenant, webhook.id())).isTrue();
    assertThat(ports.webhooks().remove(tenant, webhook.id())).isFalse();
    assertThat(ports.webhooks().find(tenant, webhook.id())).isEmpty();
    assertThat(ports.webhooks().secrets(tenant, webhook.id())).isEmpty();
  }

  @Test
  void there_are_not_more_than_so_many() {
    for (int i = 0; i < Webhook.MOST; i++) {
      add();
    }
    var more = Subscriptions.to(ids.next(), clock.instant());
    assertThat(ports.webhooks().add(tenant, more, secrets)).isFalse();
    assertThat(ports.webhooks().find(tenant, more.id())).isEmpty();
    assertThat(ports.webhooks().add(stranger.tenant(), more, secrets)).isTrue();
  }

  @Test
  void nor_are_there_where_many_are_added_at_once() {
    for (int i = 3; i < Webhook.MOST; i++) {
      add();
    }
    var added =
        Together.run(
            8,
            _ ->
                ports
                    .webhooks()
                    .add(tenant, Subscriptions.to(ids.next(), clock.instant()), secrets));
    assertThat(added).filteredOn(it -> it).hasSize(3);
    assertThat(ports.webhooks().list(tenant, ALL, new Page(1, 0)).total()).isEqualTo(Webhook.MOST);
  }

  @Test
  void nobody_else_finds_changes_or_removes_it() {
    var webhook = add();
    for (var other : List.of(stranger.tenant(), production())) {
      assertThat(ports.webhooks().find(other, webhook.id())).isEmpty();
      assertThat(ports.webhooks().findToChange(other, webhook.id())).isEmpty();
      assertThat(ports.webhooks().secrets(other, webhook.id())).isEmpty();
      assertThat(list(other, ALL)).isEmpty();
      ports.webhooks().save(other, webhook.activated(false));
      ports.webhooks().save(other, webhook.id(), SigningSecrets.of(Subscriptions.secret(9)));
      assertThat(ports.webhooks().remove(other, webhook.id())).isFalse();
    }
    assertThat(ports.webhooks().find(tenant, webhook.id())).contains(webhook);
    assertThat(ports.webhooks().secrets(tenant, webhook.id())).contains(secrets);
  }
}
