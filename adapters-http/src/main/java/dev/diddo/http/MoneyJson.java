package dev.diddo.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.domain.money.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** How an amount is shown: for programs in minor units, for people as Americans write it. */
public final class MoneyJson {
  private static final Map<Currency, String> SYMBOLS = new ConcurrentHashMap<>();

  private MoneyJson() {}

  public static ObjectNode of(Money money) {
    return Json.object()
        .put("value", money.minorUnits())
        .put("display_value", display(money))
        .put("currency", money.currency().getCurrencyCode());
  }

  /** Null for an amount that is not known. */
  public static JsonNode of(Optional<Money> money) {
    return money.<JsonNode>map(MoneyJson::of).orElse(NullNode.getInstance());
  }

  /** Such as $12.99, ¥1,200 and KWD 1.234. */
  public static String display(Money money) {
    int decimals = Math.max(0, money.currency().getDefaultFractionDigits());
    var amount = BigDecimal.valueOf(Math.abs(money.minorUnits()), decimals);
    var digits = String.format(Locale.ROOT, "%,." + decimals + "f", amount);
    return (money.minorUnits() < 0 ? "-" : "") + symbol(money.currency()) + digits;
  }

  private static String symbol(Currency currency) {
    return SYMBOLS.computeIfAbsent(
        currency,
        c -> {
          var symbol = c.getSymbol(Locale.US);
          return Character.isLetter(symbol.charAt(symbol.length() - 1)) ? symbol + " " : symbol;
        });
  }
}
