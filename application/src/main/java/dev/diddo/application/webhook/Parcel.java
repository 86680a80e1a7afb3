package dev.diddo.application.webhook;

import dev.diddo.domain.webhook.WebhookSecret;
import java.net.URI;
import java.util.List;

/**
 * A message as it is sent.
 *
 * @param secrets each signs it
 */
public record Parcel(URI url, byte[] body, List<WebhookSecret> secrets) {
  public Parcel {
    secrets = List.copyOf(secrets);
  }
}
