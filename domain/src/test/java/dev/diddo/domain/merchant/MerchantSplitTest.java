package dev.diddo.domain.merchant;

import static dev.diddo.domain.money.Amounts.JPY;
import static dev.diddo.domain.money.Amounts.USD;
import static dev.diddo.domain.money.Amounts.jpy;
import static dev.diddo.domain.money.Amounts.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.domain.id.CountingIds;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.money.Rate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MerchantSplitTest {
  private static final MerchantOrderId ORDER = new MerchantOrderId(new CountingIds().next());
  private static final Optional<TaxRate> NO_TAX = Optional.empty();

  @Test
  void commission_is_taken_of_the_goods_without_shipping_and_tax() {
    var split = split(1_000, usd(10_000), usd(11_500), tax(1_000, false));
    assertThat(split.commission()).isEqualTo(usd(1_000));
    assertThat(split.gross()).isEqualTo(usd(11_500));
    assertThat(split.net()).isEqualTo(usd(10_500));
  }

  @Test
  void commission_is_taken_without_the_tax_that_prices_contain() {
    var split = split(1_000, usd(11_900), usd(12_400), tax(1_900, true));
    assertThat(split.commission()).isEqualTo(usd(1_000));
  }

  @Test
  void commission_never_takes_a_minor_unit_too_much() {
    assertThat(split(250, usd(39), usd(39), NO_TAX).commission()).isEqualTo(usd(0));
    assertThat(split(250, usd(79), usd(79), NO_TAX).commission()).isEqualTo(usd(1));
    var store = Stores.in(JPY, "kit.example").commission(333).build();
    assertThat(MerchantSplit.of(store, ORDER, jpy(100), jpy(100), NO_TAX).commission())
        .isEqualTo(jpy(3));
  }

  @Test
  void a_platform_may_take_nothing_or_everything() {
    assertThat(split(0, usd(999), usd(999), NO_TAX).net()).isEqualTo(usd(999));
    assertThat(split(10_000, usd(999), usd(999), NO_TAX).net()).isEqualTo(usd(0));
  }

  @Test
  void a_split_tells_whose_it_is() {
    var store = Stores.usd("kit.example");
    var split = MerchantSplit.of(store, ORDER, usd(1), usd(1), NO_TAX);
    assertThat(split.store()).isEqualTo(store.id());
    assertThat(split.storeName()).isEqualTo(store.name());
    assertThat(split.merchantOrder()).isEqualTo(ORDER);
    assertThat(split.account()).isEmpty();
  }

  private static MerchantSplit split(
      int basisPoints, Money subtotal, Money gross, Optional<TaxRate> tax) {
    var store = Stores.in(USD, "kit.example").commission(basisPoints).build();
    return MerchantSplit.of(store, ORDER, subtotal, gross, tax);
  }

  private static Optional<TaxRate> tax(int basisPoints, boolean included) {
    return Optional.of(new TaxRate("US", Optional.empty(), new Rate(basisPoints), included, false));
  }
}
