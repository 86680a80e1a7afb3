package dev.diddo.application.webhook;

import dev.diddo.domain.webhook.Webhook;
import dev.diddo.domain.webhook.WebhookSecret;
import java.net.URI;
import java.util.List;

/**
 * Where a recipient takes its messages.
 *
 * @param secrets each signs every message
 */
public record Endpoint(URI url, Webhook.Format format, List<WebhookSecret> secrets) {}
