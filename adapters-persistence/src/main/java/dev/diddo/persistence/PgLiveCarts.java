package dev.diddo.persistence;

import dev.diddo.application.OutageException;
import dev.diddo.application.cart.LiveCarts;
import dev.diddo.domain.cart.CartContents;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.session.CheckoutSession;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Live carts in PostgreSQL. Many that begin at once share a commit. */
public final class PgLiveCarts implements LiveCarts {
  /** The cart that was in the way of a new one may end before it is read; then the way is free. */
  private static final int MAX_TRIES = 3;

  private static final String FIND =
      """
      select %s
        from live_cart c
       where c.organization_id = $1 and c.environment = $2 and c.id = $3"""
          .formatted(LiveCartRow.COLUMNS);

  private static final String NEWEST =
      """
      select %s
        from live_cart c
       where c.organization_id = $1 and c.environment = $2 and c.session_id = $3
       order by c.created_at desc, c.id desc
       limit 1"""
          .formatted(LiveCartRow.COLUMNS);

  private static final String RESUMABLE =
      """
      select %s
        from live_cart c
       where c.organization_id = $1 and c.environment = $2
         and c.session_id = $3 and c.template_cart_id = $4
         and c.is_live and (c.status = 'frozen' or c.expires_at > $5)"""
          .formatted(LiveCartRow.COLUMNS);

  /** Makes room for a new copy where the old one's time was over before that was made. */
  private static final String OUTLIVE =
      """
      update live_cart
         set status = 'expired', revision = revision + 1
       where organization_id = $1 and environment = $2
         and session_id = $3 and template_cart_id = $4
         and is_live and status = 'open' and expires_at <= $5
      returning id""";

  private static final String SAVE =
      """
      update live_cart
         set version = $5, revision = revision + 1, currency = $6, buyer = $7, parts = $8,
             request_ids = $9
       where organization_id = $1 and environment = $2 and id = $3
         and version = $4 and status = 'open'""";

  private static final String CANCEL =
      """
      with ended as (
        update live_cart
           set status = 'cancelled', revision = revision + 1, event_count = event_count + 1
         where organization_id = $1 and environment = $2 and id = $3 and status = 'open'
           and version = coalesce($7, version)
        returning event_count
      )
      insert into event
        (organization_id, environment, cart_id, sequence, id, type, created_at)
      select $1, $2, $3, event_count, $4, $5, $6
        from ended""";

  private static final String CHECKOUTS =
      """
      select count(*) filter (where status = 'submitted') as submitted,
             count(*) filter (where status = 'frozen' or (status = 'open' and expires_at > $4))
               as in_progress
        from live_cart
       where organization_id = $1 and environment = $2 and template_cart_id = $3""";

  private static final String EXPIRE =
      """
      with over as materialized (
        select organization_id, environment, id
          from live_cart
         where is_live and status = 'open' and expires_at < $1
         order by expires_at
         limit $2
           for no key update skip locked
      )
      update live_cart c
         set status = 'expired', revision = c.revision + 1
        from over
       where c.organization_id = over.organization_id and c.environment = over.environment
         and c.id = over.id
      returning c.organization_id, c.environment, c.id""";

  /**
   * One that was once being paid stays, for its payment refers to it, and is not met again. Neither
   * says any more what was bought, by whom, or where they went afterwards; an order whose stores
   * all rejected it has its buyer still, as every order has, and so has its cart.
   */
  private static final String FORGET =
      """
      with old as materialized (
        select c.organization_id, c.environment, c.id,
               exists (
                 select from payment p
                  where p.cart_id = c.id and p.organization_id = c.organization_id
                    and p.environment = c.environment) as stays,
               exists (
                 select from payment p
                   join customer_order o
                     on o.payment_id = p.id and o.organization_id = p.organization_id
                    and o.environment = p.environment
                  where p.cart_id = c.id and p.organization_id = c.organization_id
                    and p.environment = c.environment) as has_order
          from live_cart c
         where c.status in ('expired', 'cancelled') and not c.is_kept and c.expires_at < $1
         order by c.expires_at
         limit $2
           for update skip locked
      ), kept as (
        update live_cart c
           set is_kept = true,
               buyer = case when old.has_order then c.buyer else '{}' end,
               parts = case when old.has_order then c.parts else '[]' end,
               request_ids = case when old.has_order then c.request_ids else '{}' end,
               revision = c.revision + 1
          from old
         where old.stays
           and c.organization_id = old.organization_id and c.environment = old.environment
           and c.id = old.id
      ), unpaid as (
        update payment p
           set email = null, customer = null, client = null, url = null,
               success_url = substring(p.success_url from '^[^:]+://[^/?#]+'),
               cancel_url = substring(p.cancel_url from '^[^:]+://[^/?#]+')
          from old
         where old.stays and not old.has_order
           and p.organization_id = old.organization_id and p.environment = old.environment
           and p.cart_id = old.id
      ), told as (
        delete from event e
         using old
         where not old.stays
           and e.organization_id = old.organization_id and e.environment = old.environment
           and e.cart_id = old.id
      )
      delete from live_cart c
       using old
       where not old.stays
         and c.organization_id = old.organization_id and c.environment = old.environment
         and c.id = old.id
      returning c.organization_id, c.environment, c.id""";

  private final Postgres postgres;
  private final PgCartStatuses statuses;
  private final Consumer<CheckoutEvent.Type> happened;
  private final GroupCommit<Beginning, Boolean> beginnings;

  /**
   * @param happened hears of each event once it is committed; must not block or throw
   */
  public PgLiveCarts(
      Postgres postgres,
      PgCartStatuses statuses,
      GroupCommitLimits limits,
      Consumer<CheckoutEvent.Type> happened) {
    this.postgres = postgres;
    this.statuses = statuses;
    this.happened = happened;
    this.beginnings = new GroupCommit<>(limits, Beginning::lines, this::store);
  }

  @Override
  public Optional<LiveCart> find(Tenant tenant, CartId id) {
    return one(FIND, TenantColumns.tuple(tenant, id.value()));
  }

  @Override
  public Optional<LiveCart> newest(Tenant tenant, SessionId session) {
    return one(NEWEST, TenantColumns.tuple(tenant, session.value()));
  }

  @Override
  public Optional<LiveCart> resumable(
      Tenant tenant, SessionId session, CartId template, Instant now) {
    return one(
        RESUMABLE, TenantColumns.tuple(tenant, session.value(), template.value(), Times.of(now)));
  }

  @Override
  public LiveCart begin(
      Tenant tenant,
      Optional<CheckoutSession> newSession,
      LiveCart.Open cart,
      CheckoutEvent because) {
    var beginning = new Beginning(tenant, newSession, cart, because);
    var contents = cart.contents();
    for (int i = 0; i < MAX_TRIES; i++) {
      if (isNew(beginning)) {
        postgres.afterCommit(() -> happened.accept(because.type()));
        return cart;
      }
      var before = resumable(tenant, contents.session(), contents.template(), contents.createdAt());
      if (before.isPresent()) {
        return before.get();
      }
      outlive(tenant, contents);
    }
    throw new OutageException("A session begins and ends many carts at once");
  }

  private void outlive(Tenant tenant, CartContents successor) {
    var outlived =
        query(
            OUTLIVE,
            TenantColumns.tuple(
                tenant,
                successor.session().value(),
                successor.template().value(),
                Times.of(successor.createdAt())));
    outlived.forEach(row -> told(tenant, new CartId(row.getUUID("id")), true));
  }

  /** In a transaction that is under way nobody else can share the commit. */
  private boolean isNew(Beginning beginning) {
    return Ambient.CURRENT.isBound()
        ? store(List.of(beginning)).getFirst()
        : beginnings.join(beginning);
  }

  private List<Boolean> store(List<Beginning> together) {
    var begun = postgres.run(c -> BeginningRows.insert(c, together));
    return together.stream().map(b -> begun.contains(b.cart().id().value())).toList();
  }

  @Override
  public boolean save(Tenant tenant, LiveCart.Open cart, int versionBefore) {
    var contents = cart.contents();
    var saved =
        Decided.by(
            () -> changes(SAVE, saving(tenant, contents, versionBefore)),
            () -> find(tenant, cart.id()).filter(cart::equals).map(_ -> true));
    return told(tenant, cart.id(), saved);
  }

  private static Tuple saving(Tenant tenant, CartContents contents, int versionBefore) {
    return TenantColumns.tuple(
        tenant,
        contents.id().value(),
        versionBefore,
        contents.version(),
        contents.currency().getCurrencyCode(),
        BuyerJson.write(contents.buyer()),
        StorePartJson.write(contents.parts()),
        LiveCartRow.requestIds(contents));
  }

  @Override
  public boolean cancel(Tenant tenant, CartId id, OptionalInt version, CheckoutEvent because) {
    var parameters =
        TenantColumns.tuple(
            tenant,
            id.value(),
            because.id().value(),
            because.type().text(),
            Times.of(because.at()));
    parameters.addValue(Rows.orNull(version));
    var cancelled =
        Decided.by(
            () -> changes(CANCEL, parameters),
            () -> find(tenant, id).filter(LiveCart.Cancelled.class::isInstance).map(_ -> true));
    if (cancelled) {
      postgres.afterCommit(() -> happened.accept(because.type()));
    }
    return told(tenant, id, cancelled);
  }

  @Override
  public Checkouts checkoutsOf(Tenant tenant, CartId template, Instant now) {
    var parameters = TenantColumns.tuple(tenant, template.value(), Times.of(now));
    var row = query(CHECKOUTS, parameters).iterator().next();
    return new Checkouts(row.getLong("in_progress"), row.getLong("submitted"));
  }

  @Override
  public int expire(Instant now, int atMost) {
    var expired = query(EXPIRE, Tuple.of(Times.of(now), atMost));
    expired.forEach(row -> told(TenantColumns.read(row), new CartId(row.getUUID("id")), true));
    return expired.size();
  }

  @Override
  public int forget(Instant before, int atMost) {
    var forgotten = query(FORGET, Tuple.of(Times.of(before), atMost));
    forgotten.forEach(row -> told(TenantColumns.read(row), new CartId(row.getUUID("id")), true));
    return forgotten.size();
  }

  private boolean told(Tenant tenant, CartId id, boolean changed) {
    if (changed) {
      postgres.afterCommit(() -> statuses.changed(tenant, id));
    }
    return changed;
  }

  private Optional<LiveCart> one(String sql, Tuple parameters) {
    return query(sql, parameters).stream().findFirst().map(LiveCartRow::read);
  }

  private boolean changes(String sql, Tuple parameters) {
    return query(sql, parameters).rowCount() == 1;
  }

  private RowSet<Row> query(String sql, Tuple parameters) {
    return postgres.run(c -> c.preparedQuery(sql).execute(parameters));
  }
}
