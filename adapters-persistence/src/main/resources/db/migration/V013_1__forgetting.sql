-- What nobody will ask for again is forgotten, the oldest first. Whatever has to stay, because a
-- payment refers to it, is marked when it is first met, so that it is looked at once and no more.

alter table live_cart add column is_kept boolean not null default false;

create index live_cart_to_forget
  on live_cart (expires_at)
  where status in ('expired', 'cancelled') and not is_kept;

alter table checkout_session add column is_kept boolean not null default false;

create index checkout_session_to_forget on checkout_session (expires_at) where not is_kept;

create index gateway_notice_to_forget
  on gateway_notice (received_at)
  where due_at is null or tries >= 20;
