package dev.diddo.http.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.application.organization.Caller;
import dev.diddo.application.webhook.Bodies;
import dev.diddo.application.webhook.Deliveries;
import dev.diddo.application.webhook.Deliveries.Logged;
import dev.diddo.application.webhook.ManageWebhooks;
import dev.diddo.application.webhook.ManageWebhooks.Added;
import dev.diddo.application.webhook.WebhookRefusal;
import dev.diddo.application.webhook.Webhooks;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.id.DeliveryId;
import dev.diddo.domain.id.WebhookId;
import dev.diddo.domain.organization.Operator;
import dev.diddo.domain.organization.Scope;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.webhook.Delivery;
import dev.diddo.domain.webhook.Message;
import dev.diddo.domain.webhook.Recipient;
import dev.diddo.domain.webhook.Webhook;
import dev.diddo.http.Access;
import dev.diddo.http.Call;
import dev.diddo.http.Endpoint;
import dev.diddo.http.Endpoints;
import dev.diddo.http.Json;
import dev.diddo.http.Paging;
import dev.diddo.http.Problem;
import dev.diddo.http.ProblemCode;
import dev.diddo.http.Reply;
import dev.diddo.http.Route;
import dev.diddo.http.egress.EgressRules;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Where platforms want to be told, and how that went. */
public final class WebhookEndpoints implements Endpoints {
  private static final Access READ = Access.platform(Scope.read(Scope.Area.WEBHOOKS));
  private static final Access WRITE = Access.platform(Scope.write(Scope.Area.WEBHOOKS));
  private static final Map<String, Boolean> TRUTHS = Map.of("true", true, "false", false);

  private static final Map<String, Delivery.Status> STATUSES =
      Arrays.stream(Delivery.Status.values())
          .collect(Collectors.toUnmodifiableMap(Delivery.Status::text, status -> status));

  private final ManageWebhooks manageWebhooks;
  private final Webhooks webhooks;
  private final Deliveries deliveries;
  private final Bodies bodies;
  private final EgressRules rules;

  public WebhookEndpoints(
      ManageWebhooks manageWebhooks,
      Webhooks webhooks,
      Deliveries deliveries,
      Bodies bodies,
      EgressRules rules) {
    this.manageWebhooks = manageWebhooks;
    this.webhooks = webhooks;
    this.deliveries = deliveries;
    this.bodies = bodies;
    this.rules = rules;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/webhook", WRITE, Endpoint.asking(this::add)),
        Route.get("/webhook", READ, this::list).queriedBy("active", "event", "limit", "offset"),
        Route.get("/webhook/{id}", READ, this::show),
        Route.put("/webhook/{id}", WRITE, this::change),
        Route.delete("/webhook/{id}", WRITE, this::remove),
        Route.post("/webhook/{id}/secret", WRITE, this::rotate),
        Route.post("/webhook/{id}/test", WRITE, this::test),
        Route.get("/webhook/{id}/deliveries", READ, this::deliveries)
            .queriedBy("status", "limit", "offset"),
        Route.post("/webhook/{id}/deliveries/{delivery_id}/replay", WRITE, this::replay),
        Route.post("/webhook/{id}/replay", WRITE, this::replayMissed));
  }

  private Supplier<Reply> add(Call call) {
    var fields = WebhookFields.ofNew(call.body(), rules);
    return () -> add(call.someone().tenant(), fields);
  }

  private Reply add(Tenant tenant, WebhookFields fields) {
    return switch (manageWebhooks.add(tenant, fields::webhook)) {
      case Outcome.Accepted<Added, WebhookRefusal>(Added(var webhook, var secret)) ->
          Reply.created(WebhookJson.of(webhook, secret));
      case Outcome.Refused<Added, WebhookRefusal>(var refusal) -> problem(refusal);
    };
  }

  private Reply list(Call call) {
    var page = Paging.of(call);
    var filter =
        new Webhooks.Filter(
            call.query("active", TRUTHS), call.query("event", WebhookFields.EVENTS));
    var listed = webhooks.list(call.someone().tenant(), filter, page);
    return Reply.ok(Paging.of("webhooks", listed, page, it -> shownTo(call.someone(), it)));
  }

  private static ObjectNode shownTo(Caller caller, Webhook webhook) {
    return switch (caller) {
      case Caller.Operator(var person, _) when !person.role().includes(Operator.Role.ADMIN) ->
          WebhookJson.withoutPath(webhook);
      case Caller.Operator _, Caller.Platform _, Caller.Buyer _ -> WebhookJson.of(webhook);
    };
  }

  private Reply show(Call call) {
    return shown(find(call));
  }

  private Reply change(Call call) {
    var fields = WebhookFields.read(call.optionalBody(), rules);
    return shown(
        call.id("id", WebhookId::new)
            .flatMap(id -> manageWebhooks.change(call.someone().tenant(), id, fields::changed)));
  }

  private static Reply shown(Optional<Webhook> webhook) {
    return webhook
        .map(WebhookJson::of)
        .map(Reply::ok)
        .orElseGet(() -> problem(WebhookRefusal.UNKNOWN));
  }

  private Reply remove(Call call) {
    var removed =
        call.id("id", WebhookId::new).filter(id -> webhooks.remove(call.someone().tenant(), id));
    return removed.isPresent() ? Reply.noContent() : problem(WebhookRefusal.UNKNOWN);
  }

  private Reply rotate(Call call) {
    noBody(call);
    return call.id("id", WebhookId::new)
        .flatMap(id -> manageWebhooks.rotate(call.someone().tenant(), id))
        .map(WebhookJson::of)
        .map(Reply::ok)
        .orElseGet(() -> problem(WebhookRefusal.UNKNOWN));
  }

  private Reply test(Call call) {
    noBody(call);
    return accepted(
        manageWebhooks.test(call.someone().tenant(), call.anyId("id", WebhookId::new)),
        delivery ->
            Json.object()
                .put("id", delivery.id().text())
                .put("event_id", delivery.message().id().text()));
  }

  private Reply deliveries(Call call) {
    var page = Paging.of(call);
    var status = call.query("status", STATUSES);
    return find(call)
        .map(
            webhook -> {
              var recipient = new Recipient.OfWebhook(webhook.id());
              var listed = deliveries.list(call.someone().tenant(), recipient, status, page);
              return Reply.ok(
                  Paging.of("deliveries", listed, page, logged -> shown(logged, webhook)));
            })
        .orElseGet(() -> problem(WebhookRefusal.UNKNOWN));
  }

  private ObjectNode shown(Logged logged, Webhook webhook) {
    var message = logged.delivery().message();
    return WebhookJson.of(
        logged,
        message instanceof Message.Unreadable
            ? Optional.empty()
            : Optional.of(bodies.of(message, webhook.format())));
  }

  private Reply replay(Call call) {
    noBody(call);
    return accepted(
        manageWebhooks.replay(
            call.someone().tenant(),
            call.anyId("id", WebhookId::new),
            call.anyId("delivery_id", DeliveryId::new)),
        id -> Json.object().put("id", id.text()));
  }

  private Reply replayMissed(Call call) {
    var body = call.body();
    var since = body.time("since");
    body.end();
    return accepted(
        manageWebhooks.replayMissed(
            call.someone().tenant(), call.anyId("id", WebhookId::new), since),
        count -> Json.object().put("replayed", count));
  }

  /** Nothing can be said, and whoever says something means another thing. */
  private static void noBody(Call call) {
    call.optionalBody().end();
  }

  private Optional<Webhook> find(Call call) {
    return call.id("id", WebhookId::new).flatMap(id -> webhooks.find(call.someone().tenant(), id));
  }

  private static <T> Reply accepted(
      Outcome<T, WebhookRefusal> outcome, Function<T, ObjectNode> shown) {
    return switch (outcome) {
      case Outcome.Accepted<T, WebhookRefusal>(var value) -> Reply.json(202, shown.apply(value));
      case Outcome.Refused<T, WebhookRefusal>(var refusal) -> problem(refusal);
    };
  }

  static Reply problem(WebhookRefusal refusal) {
    return Reply.of(
        switch (refusal) {
          case UNKNOWN -> Problem.notFound();
          case TOO_MANY ->
              Problem.of(
                  ProblemCode.TOO_MANY_WEBHOOKS,
                  "An organization has at most " + Webhook.MOST + " webhooks; delete one first.");
          case NOT_ACTIVE ->
              Problem.of(ProblemCode.WRONG_STATUS, "The webhook is not active: make it so first.");
        });
  }
}
