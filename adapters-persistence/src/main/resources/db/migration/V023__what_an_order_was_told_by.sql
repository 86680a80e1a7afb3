-- Who was told of one order: its own messages and those of the checkout that led to it.
create index delivery_of_cart on delivery (cart_id, created_at desc) where cart_id is not null;
