package dev.diddo.http;

import java.util.Locale;

/**
 * Every reason for which a request can fail: what clients act on. The contract lists the same
 * codes; a test holds the two together.
 */
public enum ProblemCode {
  ALREADY_SUBMITTED(409, "A payment is open or done", Resolution.BUYER_ACTION),
  AMBIGUOUS_LINE(422, "Several lines have this variant", Resolution.FIX_INPUT),
  AMOUNT_TOO_FINE(422, "The gateway takes no such fine amount", Resolution.FIX_INPUT),
  AMOUNT_TOO_LARGE(422, "The total is more than the gateway takes", Resolution.BUYER_ACTION),
  AMOUNT_TOO_SMALL(422, "The total is less than the gateway takes", Resolution.BUYER_ACTION),
  BODY_TOO_LARGE(413, "The body is too large", Resolution.FIX_INPUT),
  /** 400 where a payment asks for it. */
  BUYER_IDENTITY_MISSING(422, "The buyer's data is not complete", Resolution.BUYER_ACTION),
  CART_EXPIRED(410, "The cart has expired", Resolution.BUYER_ACTION),
  /** 400 where a payment asks for it. */
  CART_NOT_FOUND(404, "There is no such cart", Resolution.NONE),
  CURRENCY_MISMATCH(422, "One cart has one currency", Resolution.FIX_INPUT),
  CURRENCY_NOT_SUPPORTED(422, "The gateway does not take this currency", Resolution.FIX_INPUT),
  ERASURE_TOO_EARLY(409, "What they bought is not over yet", Resolution.RETRY),
  FORBIDDEN(403, "This key or token is not for this", Resolution.NONE),
  GATEWAY_UNAVAILABLE(503, "The payment provider cannot be reached", Resolution.RETRY),
  HEADERS_TOO_LARGE(431, "The head of the request is too large", Resolution.FIX_INPUT),
  IDEMPOTENCY_CONFLICT(422, "This key was used with another body", Resolution.FIX_INPUT),
  IDEMPOTENCY_IN_FLIGHT(409, "The first request with this key still runs", Resolution.RETRY),
  INTERNAL_ERROR(500, "Something went wrong on our side", Resolution.RETRY),
  INVALID_FIELD(422, "A field is not valid", Resolution.FIX_INPUT),
  INVALID_PARAMETER(400, "A query parameter or header is not valid", Resolution.FIX_INPUT),
  MALFORMED_BODY(400, "The body is not JSON", Resolution.FIX_INPUT),
  METHOD_NOT_ALLOWED(405, "This method is not for this path", Resolution.FIX_INPUT),
  MISSING_CART_LINES(400, "The cart is empty", Resolution.BUYER_ACTION),
  MISSING_STORES(400, "A store is no longer there", Resolution.BUYER_ACTION),
  MISSING_STORE_DOMAIN(400, "A store has no domain", Resolution.NONE),
  MISSING_TOTAL_COST(400, "A line has no price", Resolution.NONE),
  NOTIFICATION_UNVERIFIED(
      400, "The notification is not provably the provider's", Resolution.FIX_INPUT),
  NOT_FOUND(404, "There is nothing here", Resolution.NONE),
  OUT_OF_STOCK(409, "Not enough is in stock", Resolution.BUYER_ACTION),
  OUTCOME_UNKNOWN(503, "It may have been done, or not", Resolution.NONE),
  OVERLOADED(503, "The service is busy", Resolution.RETRY),
  PRICE_CHANGED(409, "The total has changed", Resolution.BUYER_ACTION),
  QUANTITY_EXCEEDED(409, "So many are not left of a line", Resolution.FIX_INPUT),
  RATE_LIMITED(429, "Too many requests", Resolution.RETRY),
  REFUNDS_NOT_SUPPORTED(409, "The payment's gateway gives no money back", Resolution.NONE),
  REFUND_EXCEEDS_CAPTURED(409, "So much is not left to refund", Resolution.FIX_INPUT),
  RETURNS_NOT_SUPPORTED(409, "The store takes nothing back", Resolution.NONE),
  RETURN_WINDOW_CLOSED(409, "The days for returning are over", Resolution.NONE),
  SHIPPING_ADDRESS_UNAVAILABLE(422, "A store cannot ship there", Resolution.BUYER_ACTION),
  STALE(412, "The cart has changed meanwhile", Resolution.FIX_INPUT),
  TOO_MANY_ENTRIES(409, "The merchant order has too many of these", Resolution.FIX_INPUT),
  TOO_MANY_REQUIRED_ACTIONS(409, "The store waits for too much", Resolution.FIX_INPUT),
  TOO_MANY_WEBHOOKS(409, "There are as many webhooks as there may be", Resolution.NONE),
  UNAUTHORIZED(401, "The key or token is missing or not valid", Resolution.FIX_INPUT),
  UNSUPPORTED_MEDIA_TYPE(415, "The body is of a type that is not read here", Resolution.FIX_INPUT),
  /** 400 where a payment asks for it. */
  VARIANT_NOT_FOUND(422, "There is no such variant", Resolution.FIX_INPUT),
  WEBHOOK_URL_REFUSED(422, "Nothing is sent to this URL", Resolution.FIX_INPUT),
  WRONG_STATUS(409, "It does not fit the status", Resolution.NONE);

  private final int status;
  private final String title;
  private final Resolution resolution;

  ProblemCode(int status, String title, Resolution resolution) {
    this.status = status;
    this.title = title;
    this.resolution = resolution;
  }

  /** That of most routes. */
  public int status() {
    return status;
  }

  /** The same for every problem of this code. */
  public String title() {
    return title;
  }

  public Resolution resolution() {
    return resolution;
  }

  /** What a client can do about a problem. */
  public enum Resolution {
    /** Send the same once more, later. */
    RETRY,
    /** Send something else. */
    FIX_INPUT,
    /** Ask the buyer. */
    BUYER_ACTION,
    /** Nothing that this request could do. */
    NONE;

    /** As the contract writes it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
