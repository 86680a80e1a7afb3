package dev.diddo.domain.cart;

import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.StoreId;
import java.util.List;
import java.util.Optional;

/**
 * A store's part of a cart, as last shown to the buyer.
 *
 * @param domain empty if the store has none
 * @param requestId this part's own id, and later that of its merchant order; a template has none
 */
public record StorePart(
    StoreId store,
    Optional<String> domain,
    String name,
    Optional<MerchantOrderId> requestId,
    List<PricedLine> lines,
    Offer offer) {

  public StorePart {
    lines = List.copyOf(lines);
  }

  StorePart with(MerchantOrderId request) {
    return new StorePart(store, domain, name, Optional.of(request), lines, offer);
  }

  /** Without what the buyer wrote onto the goods. */
  public StorePart withoutTexts() {
    var plain =
        lines.stream()
            .map(it -> new PricedLine(it.line().withoutTexts(), it.merchandise()))
            .toList();
    return new StorePart(store, domain, name, requestId, plain, offer);
  }

  /** As the contract names the store: its domain, or its id where it has none. */
  public String handle() {
    return domain.orElseGet(store::text);
  }

  /** Whether this handle, a domain or an id in either text, names the store. */
  public boolean isNamed(String handle) {
    return domain.filter(handle::equalsIgnoreCase).isPresent()
        || dev.diddo.domain.id.Ulid.parse(handle).filter(store.value()::equals).isPresent();
  }
}
