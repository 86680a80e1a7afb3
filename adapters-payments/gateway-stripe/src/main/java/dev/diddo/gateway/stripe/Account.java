package dev.diddo.gateway.stripe;

import dev.diddo.gateway.spi.GatewayContext;
import dev.diddo.gateway.spi.InvalidSettingException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The account as configured.
 *
 * @param webhookSecrets each of them verifies; none: no notifications
 * @param apiBase no trailing slash
 */
record Account(
    String secretKey,
    Optional<String> publishableKey,
    List<String> webhookSecrets,
    String apiBase) {

  Account {
    webhookSecrets = List.copyOf(webhookSecrets);
  }

  static Account of(GatewayContext context) {
    var base = context.setting(StripePlugin.API_BASE);
    var account =
        new Account(
            context.setting(StripePlugin.SECRET_KEY),
            Optional.of(context.setting(StripePlugin.PUBLISHABLE_KEY))
                .filter(key -> !key.isBlank()),
            Stream.of(context.setting(StripePlugin.WEBHOOK_SECRET).split(",", -1))
                .map(String::strip)
                .filter(secret -> !secret.isEmpty())
                .toList(),
            base.endsWith("/") ? base.substring(0, base.length() - 1) : base);
    if (account.publishableKey.filter(key -> isLive(key) != account.live()).isPresent()) {
      throw new InvalidSettingException(
          "%s and %s have to be of the same mode, test or live"
              .formatted(StripePlugin.SECRET_KEY, StripePlugin.PUBLISHABLE_KEY));
    }
    return account;
  }

  /** Whether real money is moved. */
  boolean live() {
    return isLive(secretKey);
  }

  private static boolean isLive(String key) {
    return key.startsWith("live_", key.indexOf('_') + 1);
  }

  @Override
  public String toString() {
    return "Account[live=%s, apiBase=%s]".formatted(live(), apiBase);
  }
}
