-- What is due of whom, in the order it is sent in: a thousand that were asked for anew are due at once.
create index delivery_next on delivery (recipient_id, due_at, sequence) where status = 'pending';

drop index delivery_waiting;

-- Who has a retry before them, without looking through all that waits.
create index delivery_retried on delivery (recipient_id) where status = 'pending' and tries > 0;

-- The newest of one status, however few they are, and those that failed since then.
create index delivery_of_status on delivery
  (organization_id, environment, recipient_id, status, created_at desc, id desc);

drop index delivery_of_recipient;

-- When it was taken last. Whether a webhook took anything lately decides on whether it is given up.
alter table delivery add column taken_at timestamptz;

create index delivery_taken on delivery (organization_id, environment, recipient_id, taken_at)
  where taken_at is not null;

-- Nobody is tried for longer than four days.
update delivery d
   set taken_at = a.at
  from (select organization_id, environment, delivery_id, max(at) as at
          from delivery_attempt
         where http_status between 200 and 299 and at > now() - interval '5 days'
         group by organization_id, environment, delivery_id) a
 where d.organization_id = a.organization_id and d.environment = a.environment
   and d.id = a.delivery_id;

-- A process of an older version does not tell.
create function delivery_note_taken() returns trigger language plpgsql as $$
begin
  new.taken_at := now();
  return new;
end $$;

create trigger delivery_is_taken
  before update of status on delivery
  for each row
  when (old.status = 'pending' and new.status = 'delivered'
        and new.taken_at is not distinct from old.taken_at)
  execute function delivery_note_taken();
