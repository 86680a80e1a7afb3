-- When a movement ended; null in what an older version ended.
alter table movement add column ended_at timestamptz;

-- Few fail, and those of the last hour are asked for every few seconds.
create index movement_failed on movement (ended_at) where status = 'failed';

-- Not validated, for every row there is satisfies a narrower list.
alter table ledger_entry
  drop constraint ledger_entry_account_check,
  add constraint ledger_entry_account_check
    check (account in ('GATEWAY', 'COMMISSION', 'MERCHANT', 'DISPUTE')) not valid;

-- What was lost before this version is booked now, so that the ledger says what the gateway holds.
with lost as (
  select o.organization_id, o.environment, o.payment_id, o.currency,
         sum((d -> 'amount' ->> 'minor_units')::bigint) as amount
    from customer_order o
   cross join lateral jsonb_array_elements(o.disputes) d
   where d ->> 'status' = 'lost' and d -> 'amount' ->> 'currency' = o.currency
   group by o.organization_id, o.environment, o.payment_id, o.currency
), booked as (
  select l.organization_id, l.environment, l.payment_id, max(l.position) as position
    from ledger_entry l
    join lost using (organization_id, environment, payment_id)
   group by l.organization_id, l.environment, l.payment_id
)
insert into ledger_entry
  (organization_id, environment, payment_id, position, account, amount_minor, currency, created_at)
select organization_id, environment, payment_id, booked.position + side.position, side.account,
       side.sign * lost.amount, lost.currency, now()
  from lost
  join booked using (organization_id, environment, payment_id)
 cross join (values (1, 'GATEWAY', -1), (2, 'DISPUTE', 1)) as side (position, account, sign);
