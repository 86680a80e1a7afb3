package dev.diddo.gateway.stripe;

import dev.diddo.gateway.spi.Gateway;
import dev.diddo.gateway.spi.GatewayContext;
import dev.diddo.gateway.spi.GatewayPlugin;
import dev.diddo.gateway.spi.Setting;
import dev.diddo.gateway.spi.Setting.Format;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Payments by one account at Stripe. */
public final class StripePlugin implements GatewayPlugin {
  static final String SECRET_KEY = "secret_key";
  static final String PUBLISHABLE_KEY = "publishable_key";
  static final String WEBHOOK_SECRET = "webhook_secret";
  static final String API_BASE = "api_base";

  private static final Format SECRET_KEYS =
      new Format.Matching(
          Pattern.compile("(sk|rk)_(test|live)_[A-Za-z0-9_]{1,240}"),
          "a key that begins with sk_test_, sk_live_, rk_test_ or rk_live_");
  private static final Format PUBLISHABLE_KEYS =
      new Format.Matching(
          Pattern.compile("(pk_(test|live)_[A-Za-z0-9_]{1,240})?"),
          "empty, or a key that begins with pk_test_ or pk_live_");
  private static final Format WEBHOOK_SECRETS =
      new Format.Matching(
          Pattern.compile("(whsec_[!-+\\--~]{1,240}(\\s*,\\s*whsec_[!-+\\--~]{1,240}){0,4})?"),
          "empty, or one to five secrets that begin with whsec_, by comma");

  @Override
  public String name() {
    return "stripe";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.secret(
            SECRET_KEY,
            "The account's secret key, or a restricted one; of test or live mode",
            SECRET_KEYS),
        Setting.optional(
            PUBLISHABLE_KEY,
            "The account's publishable key, of the same mode; empty: hosted pages only",
            PUBLISHABLE_KEYS,
            ""),
        new Setting(
            WEBHOOK_SECRET,
            "Signs the webhook endpoint's messages; several by comma while one is rotated; empty:"
                + " payments are looked up, never told of",
            WEBHOOK_SECRETS,
            true,
            Optional.of("")),
        Setting.optional(
            API_BASE, "Where Stripe's API is", new Format.Url(), "https://api.stripe.com"));
  }

  @Override
  public Gateway connect(GatewayContext context) {
    return StripeGateway.connect(Account.of(context), context.clock(), StripeLimits.STANDARD);
  }
}
