package dev.diddo.application.merchant;

import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.webhook.Message;
import java.util.Optional;

/** How a store is asked about an order, and how its answer reads. */
public interface OrderRequests {
  /** With all that the store needs to send the goods, and nothing of other stores. */
  byte[] of(Message.OfMerchantOrder message, Order order, MerchantOrder part);

  /** Empty if it makes no sense. */
  Optional<BrandAnswer> read(byte[] body);

  /** What a store says. */
  sealed interface BrandAnswer {
    record Accepted() implements BrandAnswer {}

    /**
     * @param reason for people
     */
    record Rejected(Optional<String> reason) implements BrandAnswer {}

    /** It will say later. */
    record Pending() implements BrandAnswer {}
  }
}
