-- Processes of the version before go on beside this: what they write is complete by the defaults here.
-- They cannot read what only later ones write, so endpoints of stores, embedded pages and other gateways
-- are for when none of them runs any more.

-- Not validated, for every row there is satisfies them: it satisfied a narrower list, or has the defaults.
alter table payment
  drop constraint payment_status_check,
  add constraint payment_status_check
    check (status in
      ('submitting', 'open', 'unknown', 'authorised', 'capturing', 'releasing', 'captured',
       'declined', 'cancelled')) not valid,
  -- What is to be taken, or was; null in a captured one of an older version, which took it all.
  add column capture_minor bigint,
  add column mode          text not null default 'hosted',
  -- What an embedded page needs to let its buyer pay, encrypted.
  add column client        bytea,
  -- The gateway's id of an identified buyer.
  add column customer      text,
  add constraint payment_mode_check check (mode in ('hosted', 'embedded')) not valid,
  add constraint payment_capture_check check (capture_minor between 1 and amount_minor) not valid;

-- Some messages name a payment as the gateway does.
create index payment_at_gateway on payment (gateway_id, gateway, created_at desc)
  where gateway_id is not null;

-- An audit reads the payments of all tenants in this order.
create index payment_made on payment (created_at, id);

alter table gateway_notice add column gateway_payment_id text;

-- Where stores decide, a cart whose order came to nothing is paid again and has another: a payment has one.
alter table customer_order
  drop constraint customer_order_cart_id_organization_id_environment_key,
  add column policy   text  not null default 'all_or_nothing',
  -- Null while stores decide, and in orders of an older version.
  add column decision jsonb,
  add column disputes jsonb not null default '[]',
  add constraint customer_order_policy_check
    check (policy in ('all_or_nothing', 'best_effort')) not valid;

create unique index customer_order_payment
  on customer_order (payment_id, organization_id, environment);

alter table merchant_order
  add column reason    text,
  -- Null where the store accepts at once.
  add column decide_by timestamptz,
  -- The older version writes an order when its money is there.
  add column captured  boolean not null default true;

-- Money of a merchant order that goes back to its buyer.
create table refund (
  organization_id   uuid        not null,
  environment       text        not null,
  -- Also that of the movement that carries it out.
  id                uuid        not null,
  order_id          uuid        not null,
  merchant_order_id uuid        not null,
  position          integer     not null,
  amount_minor      bigint      not null check (amount_minor > 0),
  commission_minor  bigint      not null check (commission_minor between 0 and amount_minor),
  reason            text,
  -- What it is for: [{"line", "quantity"}].
  lines             jsonb       not null,
  status            text        not null check (status in ('pending', 'succeeded', 'failed')),
  created_at        timestamptz not null,
  primary key (organization_id, environment, order_id, id),
  foreign key (organization_id, environment, order_id, merchant_order_id) references merchant_order
);

-- Money that a gateway is asked to move once a payment was authorised.
create table movement (
  organization_id   uuid        not null,
  environment       text        not null,
  id                uuid        not null,
  payment_id        uuid        not null,
  kind              text        not null
    check (kind in ('TRANSFER', 'REFUND', 'REVERSAL', 'RETURN')),
  merchant_order_id uuid,
  amount_minor      bigint      not null,
  currency          text        not null,
  status            text        not null check (status in ('pending', 'succeeded', 'failed')),
  gateway_id        text,
  reason            text,
  tries             integer     not null,
  -- When the gateway is to be asked next; null once it is over.
  due_at            timestamptz,
  lease_until       timestamptz,
  created_at        timestamptz not null,
  primary key (organization_id, environment, id),
  foreign key (organization_id, environment, payment_id) references payment,
  check ((status = 'pending') = (due_at is not null)),
  check ((status = 'succeeded') <= (gateway_id is not null)),
  check ((status = 'failed') = (reason is not null))
);

create index movement_of_payment on movement (payment_id, created_at, id);

create index movement_due on movement (due_at) where status = 'pending';

-- However many see that money came for nothing, it is given back once.
create unique index movement_one_return_a_payment
  on movement (payment_id, organization_id, environment)
  where kind = 'RETURN' and status = 'pending';

-- Under which ids gateways keep the buyers that a platform has identified.
create table gateway_customer (
  organization_id uuid not null,
  environment     text not null,
  gateway         text not null,
  reference       text not null,
  gateway_id      text not null,
  primary key (organization_id, environment, gateway, reference)
);

alter table store add column order_endpoint text;

alter table organization add column gateways text[] not null default '{}';
