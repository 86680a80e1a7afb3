create table customer_order (
  organization_id      uuid        not null,
  environment          text        not null,
  id                   uuid        not null,
  number               text        not null,
  cart_id              uuid        not null,
  template_cart_id     uuid        not null,
  payment_id           uuid        not null,
  buyer                jsonb       not null,
  external_customer_id text,
  currency             text        not null,
  subtotal_minor       bigint      not null,
  shipping_minor       bigint      not null,
  tax_minor            bigint      not null,
  total_minor          bigint      not null,
  created_at           timestamptz not null,
  -- What people search by, in lower case and compared byte by byte, so that a beginning is a range.
  email                text collate "C",
  name                 text collate "C",
  name_reversed        text collate "C",
  unique (cart_id, organization_id, environment),
  foreign key (organization_id, environment, cart_id) references live_cart,
  foreign key (organization_id, environment, payment_id) references payment
);

create unique index customer_order_number
  on customer_order (number, organization_id, environment);
create index customer_order_newest
  on customer_order (organization_id, environment, created_at desc, id desc);
create index customer_order_email
  on customer_order (email, organization_id, environment, created_at desc)
  where email is not null;
create index customer_order_name
  on customer_order (organization_id, environment, name)
  where name is not null;
create index customer_order_name_reversed
  on customer_order (organization_id, environment, name_reversed)
  where name_reversed is not null;
create index customer_order_customer
  on customer_order (external_customer_id, organization_id, environment, created_at desc)
  where external_customer_id is not null;

-- The youngest of those indexes that look alike to a planner without statistics is taken.
alter table customer_order add primary key (organization_id, environment, id);

-- A store's part of an order, and what the store is owed for it.
create table merchant_order (
  organization_id  uuid    not null,
  environment      text    not null,
  id               uuid    not null,
  order_id         uuid    not null,
  position         integer not null,
  store_id         uuid    not null,
  status           text    not null
    check (status in
      ('SUBMITTED', 'ACCEPTED', 'PARTIALLY_FULFILLED', 'FULFILLED', 'RETURNED', 'REJECTED',
       'CANCELLED')),
  part             jsonb   not null,
  gross_minor      bigint  not null,
  commission_minor bigint  not null check (commission_minor between 0 and gross_minor),
  account          text,
  primary key (organization_id, environment, order_id, id),
  foreign key (organization_id, environment, order_id) references customer_order
);

create index merchant_order_of_store on merchant_order (store_id, order_id);

-- Double entry: debits are positive, credits negative. Nothing here is ever changed.
create table ledger_entry (
  organization_id uuid        not null,
  environment     text        not null,
  payment_id      uuid        not null,
  position        integer     not null,
  account         text        not null check (account in ('GATEWAY', 'COMMISSION', 'MERCHANT')),
  store_id        uuid,
  amount_minor    bigint      not null,
  currency        text        not null,
  created_at      timestamptz not null,
  primary key (organization_id, environment, payment_id, position),
  foreign key (organization_id, environment, payment_id) references payment
);

create function ledger_refuse_imbalance() returns trigger language plpgsql as $$
begin
  if exists (
    select from inserted
     group by organization_id, environment, payment_id, currency
    having sum(amount_minor) <> 0
  ) then
    raise exception 'Ledger entries of a payment do not sum to zero'
      using errcode = 'check_violation';
  end if;
  return null;
end $$;

create trigger ledger_sums_to_zero
  after insert on ledger_entry
  referencing new table as inserted
  for each statement execute function ledger_refuse_imbalance();

create function ledger_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'Ledger entries are never changed' using errcode = 'check_violation';
end $$;

create trigger ledger_is_never_changed
  before update or delete on ledger_entry
  for each statement execute function ledger_refuse_change();
