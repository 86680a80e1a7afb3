-- What is told of an event is kept with it, so that whoever is told twice hears the same. Events of an
-- older version tell of their checkout alone.
alter table event
  add column snapshot jsonb,
  add column change   jsonb;
