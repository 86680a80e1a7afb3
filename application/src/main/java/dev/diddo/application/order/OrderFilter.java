package dev.diddo.application.order;

import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.order.MerchantOrder;
import java.time.Instant;
import java.util.Optional;

/**
 * Which orders are wanted; conditions are combined by and, an empty one allows everything.
 *
 * @param text an email, a name or its beginning, an order's id or number
 * @param status of one of its merchant orders: of the store's, where one is named
 * @param from created at this moment or later
 * @param to created before this moment
 */
public record OrderFilter(
    Optional<String> text,
    Optional<String> externalCustomerId,
    Optional<MerchantOrder.Status> status,
    Optional<StoreId> store,
    Optional<Instant> from,
    Optional<Instant> to) {}
