-- Where platforms want to be told, and of what.
create table webhook (
  organization_id uuid        not null,
  environment     text        not null check (environment in ('sandbox', 'production')),
  id              uuid        not null,
  url             text        not null,
  events          text[]      not null check (cardinality(events) > 0),
  description     text,
  format          text        not null check (format in ('standard', 'slack')),
  is_active       boolean     not null,
  -- Why we gave it up; null while nobody did, or only its owner.
  disabled_reason text,
  disabled_at     timestamptz,
  -- Encrypted, each to be read in its own row alone.
  secret          bytea       not null,
  secret_before   bytea,
  -- Until when that one signs as well.
  before_until    timestamptz,
  created_at      timestamptz not null,
  primary key (organization_id, environment, id),
  check ((disabled_reason is null) = (disabled_at is null)),
  check (not is_active or disabled_reason is null),
  check ((secret_before is null) = (before_until is null))
);

-- One message to one receiver. What is told stands in its event; a message of another kind has none.
create table delivery (
  organization_id uuid        not null,
  environment     text        not null,
  id              uuid        not null,
  recipient_kind  text        not null check (recipient_kind in ('webhook', 'store')),
  recipient_id    uuid        not null,
  message_id      uuid        not null,
  type            text        not null,
  cart_id         uuid,
  sequence        integer,
  status          text        not null check (status in ('pending', 'delivered', 'failed')),
  tries           integer     not null default 0,
  -- Those of them that were before it was last asked for anew.
  tries_before    integer     not null default 0,
  -- When it is to be sent next; null once it is over.
  due_at          timestamptz,
  lease_until     timestamptz,
  -- Tells a claim from those before it.
  fence           integer     not null default 0,
  created_at      timestamptz not null,
  primary key (organization_id, environment, id),
  check ((status = 'pending') = (due_at is not null)),
  check ((cart_id is null) = (sequence is null))
);

-- Who has something waiting, and what of it is due.
create index delivery_waiting on delivery (recipient_id, due_at) where status = 'pending';

create index delivery_due on delivery (due_at) where status = 'pending';

-- What is being sent to whom.
create index delivery_leased on delivery (recipient_id, lease_until)
  where status = 'pending' and lease_until is not null;

-- What has to be answered before the next of the same cart is sent.
create index delivery_unanswered on delivery (recipient_id, cart_id, sequence)
  where status = 'pending' and tries = 0;

create index delivery_of_recipient on delivery (recipient_id, created_at desc, id desc);

create index delivery_to_forget on delivery (created_at) where status <> 'pending';

create table delivery_attempt (
  organization_id uuid        not null,
  environment     text        not null,
  delivery_id     uuid        not null,
  number          integer     not null,
  at              timestamptz not null,
  http_status     integer,
  duration_ms     bigint      not null,
  error           text,
  primary key (organization_id, environment, delivery_id, number),
  foreign key (organization_id, environment, delivery_id) references delivery on delete cascade
);

-- Of version 7, as all ids are; older servers have no function for it.
create function new_id() returns uuid language sql volatile as $$
  select encode(
           set_bit(
             set_bit(
               overlay(
                 uuid_send(gen_random_uuid())
                 placing substring(
                   int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
                 from 1 for 6),
               52, 1),
             53, 1),
           'hex')::uuid
$$;

-- Whoever writes an event writes what is to be told of it, also a process of an older version.
create function event_deliver() returns trigger language plpgsql as $$
begin
  insert into delivery
    (organization_id, environment, id, recipient_kind, recipient_id, message_id, type, cart_id,
     sequence, status, due_at, created_at)
  select e.organization_id, e.environment, new_id(), 'webhook', w.id, e.id, e.type, e.cart_id,
         e.sequence, 'pending', e.created_at, e.created_at
    from inserted e
    join webhook w
      on w.organization_id = e.organization_id and w.environment = e.environment
     and w.is_active and e.type = any (w.events);
  return null;
end $$;

create trigger event_is_delivered
  after insert on event
  referencing new table as inserted
  for each statement execute function event_deliver();
