-- All that is kept of a person is found by their email, in whatever case they or a platform wrote it,
-- or by the platform's id of them; and so can be told to them, and taken out.

-- As the house folds an email before it compares it. Of ASCII, which emails are made of, nothing
-- depends on the version of Unicode.
create function folded_email(email text) returns text
  language sql immutable strict parallel safe
  return lower(normalize(email, nfkc) collate "pg_c_utf8");

-- Guests who have told nothing are in none of these.
create index checkout_session_email
  on checkout_session (folded_email(customer ->> 'email') collate "C")
  where customer ? 'email';
create index checkout_session_customer
  on checkout_session (external_customer_id)
  where external_customer_id is not null;
create index live_cart_email
  on live_cart (folded_email(buyer ->> 'email') collate "C")
  where buyer ? 'email';
-- A buyer who was declined may pay under another email.
create index payment_email
  on payment (folded_email(email) collate "C")
  where email is not null;

-- Whose data an answer may hold.
alter table idempotency_key add column session_id uuid;
create index idempotency_key_of_session
  on idempotency_key (session_id)
  where session_id is not null;

-- Customers whom gateways are to forget; whose they were is not known any more.
create table leaving_customer (
  organization_id uuid        not null,
  environment     text        not null,
  gateway         text        not null,
  gateway_id      text        not null,
  tries           integer     not null default 0,
  due_at          timestamptz not null,
  lease_until     timestamptz,
  primary key (organization_id, environment, gateway, gateway_id)
);

create index leaving_customer_due on leaving_customer (due_at);

create index gateway_customer_id on gateway_customer (gateway_id, gateway);

-- They were marked as to be kept before what they say of their buyers was forgotten.
update live_cart set is_kept = false where is_kept;
update checkout_session set is_kept = false where is_kept;
