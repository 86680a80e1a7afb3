-- Every table of a tenant begins its keys with (organization_id, environment), so that the schema can
-- be spread over several servers by organization as it is. Ids are UUIDs of version 7: their order is
-- that of creation.

create table organization (
  id uuid primary key,
  name text not null,
  policy text not null check (policy in ('all_or_nothing', 'best_effort')),
  success_url text,
  cancel_url text,
  frame_ancestors text[] not null,
  brand_name text,
  brand_logo_url text,
  brand_colour text
);

create table operator (
  organization_id uuid not null references organization,
  id uuid not null,
  email text not null,
  role text not null check (role in ('viewer', 'support', 'admin')),
  password_hash text not null,
  primary key (organization_id, id)
);

create unique index operator_email on operator (organization_id, lower(email));

create table store (
  organization_id uuid not null references organization,
  environment text not null check (environment in ('sandbox', 'production')),
  id uuid not null,
  name text not null,
  domain text,
  currency text not null,
  commission_bps int not null check (commission_bps between 0 and 10000),
  gateway_account text,
  shipping_methods jsonb not null,
  tax_rates jsonb not null,
  returns_supported boolean not null,
  returns_window_days int not null,
  closed_at timestamptz,
  primary key (organization_id, environment, id)
);

create unique index store_domain on store (organization_id, environment, lower(domain))
 where closed_at is null;

-- A key's secret is kept nowhere; its hash is as random as the secret, so it needs no salt.
create table api_key (
  organization_id uuid not null references organization,
  environment text not null check (environment in ('sandbox', 'production')),
  id uuid not null,
  hash text not null,
  scopes text[] not null,
  store_id uuid,
  expires_at timestamptz,
  revoked_at timestamptz,
  primary key (organization_id, environment, id),
  foreign key (organization_id, environment, store_id) references store
);

-- Not unique, for it lacks the organization; nobody finds two secrets of one hash.
create index api_key_hash on api_key (hash);

-- The columns after customizations are made of those before, for searching: `words` is what a text
-- finds, keys are without case, lowest_price is that of the variants that are sold.
create table product (
  organization_id uuid not null,
  environment text not null,
  id uuid not null,
  store_id uuid not null,
  handle text not null,
  title text not null,
  description text not null,
  brand text,
  category text,
  tags text[] not null,
  images jsonb not null,
  customizations jsonb not null,
  words tsvector not null,
  brand_key text,
  category_key text,
  tag_keys text[] not null,
  lowest_price bigint,
  withdrawn_at timestamptz,
  primary key (organization_id, environment, id),
  foreign key (organization_id, environment, store_id) references store
);

create unique index product_handle on product (organization_id, environment, store_id, handle);
create index product_brand on product (organization_id, environment, brand_key)
 where withdrawn_at is null;
create index product_category on product (organization_id, environment, category_key)
 where withdrawn_at is null;
create index product_words on product using gin (words) where withdrawn_at is null;
create index product_tags on product using gin (tag_keys) where withdrawn_at is null;

-- Room is left in the pages, because open payments change what is held again and again.
create table variant (
  organization_id uuid not null,
  environment text not null,
  id uuid not null,
  product_id uuid not null,
  position int not null,
  title text not null,
  sku text,
  price_minor bigint check (price_minor >= 0),
  option_values jsonb not null,
  tracked boolean not null,
  on_hand bigint not null check (on_hand >= 0),
  held bigint not null default 0 check (held >= 0),
  withdrawn_at timestamptz,
  primary key (organization_id, environment, id),
  foreign key (organization_id, environment, product_id) references product
) with (fillfactor = 85);

create index variant_product on variant (organization_id, environment, product_id);

-- Words that products are described with, by what is left of them when one letter is missing: two
-- words that differ by one letter share such a rest.
create table product_word (
  organization_id uuid not null,
  environment text not null,
  rest text not null,
  word text not null,
  primary key (organization_id, environment, rest, word)
);

create table cart (
  organization_id uuid not null references organization,
  environment text not null check (environment in ('sandbox', 'production')),
  id uuid not null,
  version int not null,
  currency text not null,
  lines jsonb not null,
  retired_at timestamptz,
  primary key (organization_id, environment, id)
);

-- For public links, which know no tenant.
create index cart_link on cart (id);
