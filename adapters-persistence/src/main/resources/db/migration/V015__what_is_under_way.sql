-- Rows come in the order of their time, so a few pages say which blocks hold the last hour.
create index payment_lately on payment using brin (created_at) with (pages_per_range = 16);
create index ledger_entry_lately on ledger_entry using brin (created_at)
  with (pages_per_range = 16);

-- What was tried too often, for people to look at.
create index gateway_notice_aside on gateway_notice (gateway)
  where due_at is not null and tries >= 20;

create index movement_lately on movement using brin (created_at) with (pages_per_range = 16);

-- Whose silence becomes a no next.
create index merchant_order_undecided on merchant_order (decide_by) where status = 'SUBMITTED';
