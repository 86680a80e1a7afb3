package dev.diddo.gateway.stripe;

import com.stripe.Stripe;
import com.stripe.net.Authenticator;
import com.stripe.net.BearerTokenAuthenticator;
import com.stripe.net.StripeResponseGetterOptions;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import org.jspecify.annotations.Nullable;

/** One account's options, so that several gateways share no global of the library's. */
final class ClientOptions extends StripeResponseGetterOptions {
  private final BearerTokenAuthenticator key;
  private final String apiBase;
  private final StripeLimits limits;

  ClientOptions(Account account, StripeLimits limits) {
    this.key = new BearerTokenAuthenticator(account.secretKey());
    this.apiBase = account.apiBase();
    this.limits = limits;
  }

  @Override
  public Authenticator getAuthenticator() {
    return key;
  }

  @Override
  public @Nullable String getClientId() {
    return null;
  }

  @Override
  public int getConnectTimeout() {
    return (int) limits.connect().toMillis();
  }

  @Override
  public @Nullable Proxy getConnectionProxy() {
    return null;
  }

  /** The host repeats, with the same key, and knows for how long that is safe. */
  @Override
  public int getMaxNetworkRetries() {
    return 0;
  }

  @Override
  public @Nullable PasswordAuthentication getProxyCredential() {
    return null;
  }

  @Override
  public String getApiBase() {
    return apiBase;
  }

  @Override
  public String getFilesBase() {
    return Stripe.UPLOAD_API_BASE;
  }

  @Override
  public String getConnectBase() {
    return Stripe.CONNECT_API_BASE;
  }

  @Override
  public String getMeterEventsBase() {
    return Stripe.METER_EVENTS_API_BASE;
  }

  @Override
  public int getReadTimeout() {
    return (int) limits.answer().toMillis();
  }

  @Override
  public @Nullable String getStripeAccount() {
    return null;
  }

  @Override
  public @Nullable String getStripeContext() {
    return null;
  }
}
