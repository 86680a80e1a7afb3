-- A store that decides on its orders is told of them as platforms are told of events.
alter table store
  -- What requests to its order_endpoint are signed by, encrypted.
  add column order_endpoint_secret bytea;

alter table delivery
  add column order_id          uuid,
  add column merchant_order_id uuid,
  add constraint delivery_order_check
    check ((recipient_kind = 'store') = (order_id is not null)) not valid;
