package dev.diddo.domain.id;

import java.util.UUID;

/** Identifies a webhook. */
public record WebhookId(UUID value) implements Id {}
