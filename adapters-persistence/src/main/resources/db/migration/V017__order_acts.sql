-- What stores send, take back and wait for; what an older version writes beside this has none of it.
alter table merchant_order
  -- [{"id", "carrier", "number", "url", "lines": [{"line", "quantity"}], "at"}]
  add column fulfillments     jsonb       not null default '[]',
  -- [{"id", "lines": [{"line", "quantity"}], "reason", "restocked", "at"}]
  add column returns          jsonb       not null default '[]',
  -- [{"id", "type", "message", "url", "at"}]
  add column required_actions jsonb       not null default '[]',
  -- That of its order, so that a store's or a status's newest are read off an index.
  add column created_at       timestamptz not null default now();

update merchant_order m
   set created_at = o.created_at
  from customer_order o
 where o.organization_id = m.organization_id and o.environment = m.environment
   and o.id = m.order_id;

create index merchant_order_by_status
  on merchant_order (organization_id, environment, status, created_at desc, order_id desc);
create index merchant_order_by_store
  on merchant_order (organization_id, environment, store_id, created_at desc, order_id desc);
create index merchant_order_by_store_and_status
  on merchant_order
    (organization_id, environment, store_id, status, created_at desc, order_id desc);
drop index merchant_order_of_store;

-- Names with what their orders are sorted by, so that nothing but the index is read of those that are not shown.
create index customer_order_by_name
  on customer_order (organization_id, environment, name, created_at desc, id desc)
  where name is not null;
create index customer_order_by_name_reversed
  on customer_order (organization_id, environment, name_reversed, created_at desc, id desc)
  where name_reversed is not null;
drop index customer_order_name;
drop index customer_order_name_reversed;
