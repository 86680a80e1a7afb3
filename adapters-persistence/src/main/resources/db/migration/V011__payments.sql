create table payment (
  organization_id uuid        not null,
  environment     text        not null,
  id              uuid        not null,
  cart_id         uuid        not null,
  status          text        not null
    check (status in
      ('submitting', 'open', 'unknown', 'authorised', 'captured', 'declined', 'cancelled')),
  is_over         boolean     not null
    generated always as (status in ('captured', 'declined', 'cancelled')) stored,
  gateway         text        not null,
  gateway_id      text,
  url             text,
  challenged      boolean     not null default false,
  reason          text,
  amount_minor    bigint      not null check (amount_minor >= 0),
  currency        text        not null,
  splits          jsonb       not null,
  -- The units of counted variants that this payment has reserved: [{"variant", "quantity"}].
  holds           jsonb       not null,
  email           text,
  success_url     text        not null,
  cancel_url      text        not null,
  created_at      timestamptz not null,
  expires_at      timestamptz not null,
  -- When somebody is to look at it again; null once it is over.
  check_at        timestamptz,
  lease_until     timestamptz,
  primary key (organization_id, environment, id),
  foreign key (organization_id, environment, cart_id) references live_cart,
  check (is_over = (check_at is null))
);

-- The rule that nobody pays twice rests here.
create unique index payment_one_open_a_cart
  on payment (cart_id, organization_id, environment)
  where not is_over;

create index payment_of_cart on payment (cart_id, created_at desc, id desc);

-- A gateway names a payment and knows no tenants.
create index payment_located on payment (id);

create index payment_due on payment (check_at) where not is_over;

-- Verified messages of gateways. Those done stay for a while: they tell a duplicate.
create table gateway_notice (
  gateway     text        not null,
  event_id    text        not null,
  payment_id  uuid,
  received_at timestamptz not null,
  -- When it is to be tried next; null once nothing more is to be done.
  due_at      timestamptz,
  lease_until timestamptz,
  tries       integer     not null default 0,
  primary key (gateway, event_id)
);

-- What was tried too often is left aside, for people to look at.
create index gateway_notice_due on gateway_notice (due_at)
  where due_at is not null and tries < 20;
