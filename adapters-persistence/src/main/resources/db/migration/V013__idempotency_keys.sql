create table idempotency_key (
  organization_id uuid        not null,
  environment     text        not null,
  -- SHA-256 of caller, operation and the client's key: of a fixed length, and silent about all three.
  scope           bytea       not null check (length(scope) = 32),
  request_hash    bytea       not null,
  -- Tells a claim from those before it.
  fence           integer     not null default 1,
  lease_until     timestamptz not null,
  payment_id      uuid,
  -- The answer; null until there is one. Headers and body are encrypted.
  status          smallint,
  answer          bytea,
  created_at      timestamptz not null,
  primary key (organization_id, environment, scope),
  check ((status is null) = (answer is null))
);

create index idempotency_key_to_forget on idempotency_key (created_at);
