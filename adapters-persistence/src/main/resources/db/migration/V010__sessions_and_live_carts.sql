-- Nothing here refers to an organization or a template: the check of such a foreign key would lock the
-- one row that thousands of sessions share, at the moment when they all arrive.

create table checkout_session (
  organization_id      uuid        not null,
  environment          text        not null check (environment in ('sandbox', 'production')),
  id                   uuid        not null,
  customer             jsonb       not null,
  external_customer_id text,
  success_url          text,
  cancel_url           text,
  created_at           timestamptz not null,
  expires_at           timestamptz not null,
  primary key (organization_id, environment, id)
);

create table live_cart (
  organization_id  uuid        not null,
  environment      text        not null,
  id               uuid        not null,
  session_id       uuid        not null,
  template_cart_id uuid        not null,
  status           text        not null
    check (status in ('open', 'frozen', 'submitted', 'expired', 'cancelled')),
  -- For indexes of the few: a statement about one open cart must not look like one about them all.
  is_live          boolean     not null generated always as (status in ('open', 'frozen')) stored,
  -- Counts the calls that changed the contents.
  version          integer     not null,
  -- Counts every change of the cart, its payment and its order, so that who watches sees them all.
  revision         bigint      not null default 1,
  -- The sequence of the newest event.
  event_count      integer     not null default 0,
  currency         text        not null,
  buyer            jsonb       not null,
  -- The stores' parts; copies of one template differ only in the ids, so these stand apart.
  parts            jsonb       not null,
  request_ids      uuid[]      not null,
  created_at       timestamptz not null,
  expires_at       timestamptz not null,
  payment_id       uuid,
  order_id         uuid,
  primary key (organization_id, environment, id),
  foreign key (organization_id, environment, session_id) references checkout_session,
  check ((status = 'frozen') <= (payment_id is not null)),
  check ((status = 'open') <= (payment_id is null)),
  check ((status = 'submitted') = (order_id is not null))
) with (fillfactor = 80);

-- Secondary indexes begin with what tells rows apart, not with the tenant. To a planner that has no
-- statistics yet, one that shares its first columns with the primary key looks as good as that: until
-- the first analysis it would check each foreign key by reading all rows of the tenant.

-- A session has one live copy of a template, however often its page is loaded.
create unique index live_cart_resumable
  on live_cart (session_id, template_cart_id, organization_id, environment) where is_live;

create index live_cart_of_session on live_cart (session_id, created_at desc, id desc);

create index live_cart_of_template on live_cart (template_cart_id, status, expires_at);

create index live_cart_to_expire on live_cart (expires_at) where is_live;

-- What happened to a checkout, in order and without gaps: the source of all that is told to others.
create table event (
  organization_id uuid        not null,
  environment     text        not null,
  cart_id         uuid        not null,
  sequence        integer     not null check (sequence > 0),
  id              uuid        not null,
  type            text        not null,
  created_at      timestamptz not null,
  order_id        uuid,
  primary key (organization_id, environment, cart_id, sequence),
  foreign key (organization_id, environment, cart_id) references live_cart
);
