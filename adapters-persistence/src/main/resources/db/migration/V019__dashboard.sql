-- The support dashboard. Operators belong to an organization and look at both of its environments, so
-- these keys begin with the organization alone.

-- Who comes to the door knows no organization.
create index operator_by_email on operator (lower(email));

create table operator_session (
  organization_id uuid        not null,
  -- SHA-256 of the token in the operator's browser, in hex.
  token_hash      text        not null,
  operator_id     uuid        not null,
  begun_at        timestamptz not null,
  seen_at         timestamptz not null,
  primary key (organization_id, token_hash),
  foreign key (organization_id, operator_id) references operator
);

-- Not unique, for it lacks the organization; nobody finds two tokens of one hash.
create index operator_session_token on operator_session (token_hash);
create index operator_session_operator on operator_session (operator_id);
create index operator_session_to_forget on operator_session (seen_at);

-- Nobody's yet: whoever tries may be a stranger. The hash is of an email and an address.
create table sign_in_try (
  who   text        primary key,
  tries integer     not null,
  since timestamptz not null
);

create index sign_in_try_to_forget on sign_in_try (since);

create table audit_entry (
  organization_id   uuid        not null,
  id                uuid        not null,
  -- No foreign key, and the email beside it: what somebody did stays when they are gone.
  operator_id       uuid        not null,
  email             text        not null,
  action            text        not null,
  environment       text        check (environment in ('sandbox', 'production')),
  order_id          uuid,
  merchant_order_id uuid,
  amount_minor      bigint,
  currency          text,
  subject           text,
  address           text        not null,
  created_at        timestamptz not null,
  primary key (organization_id, id),
  check ((amount_minor is null) = (currency is null))
);

create function audit_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'The audit log is never changed' using errcode = 'check_violation';
end $$;

create trigger audit_is_never_changed
  before update or delete on audit_entry
  for each statement execute function audit_refuse_change();

create table dashboard_settings (
  organization_id uuid   primary key references organization,
  columns         text[] not null,
  panels          text[] not null
);
