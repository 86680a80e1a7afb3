package dev.diddo.application.webhook;

/** Why something about a webhook was not done. */
public enum WebhookRefusal {
  /** There is none, or no such delivery of it. */
  UNKNOWN,
  /** The tenant has as many as it may. */
  TOO_MANY,
  /** It takes nothing at the moment. */
  NOT_ACTIVE
}
