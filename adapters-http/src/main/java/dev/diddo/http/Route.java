package dev.diddo.http;

import io.vertx.core.http.HttpMethod;
import java.util.Optional;
import java.util.Set;

/**
 * One thing that can be asked for.
 *
 * @param path as the contract writes it: {@code /cart/{id}}; a last segment {@code *} takes
 *     whatever follows
 * @param parameters the query parameters that are known, any other being refused; empty where
 *     unknown ones are ignored
 * @param limit what is counted for each address; empty if nothing is
 */
public record Route(
    HttpMethod method,
    String path,
    Access access,
    Intake intake,
    Repetition repetition,
    Optional<Set<String>> parameters,
    Optional<Limit> limit,
    Endpoint endpoint) {

  /** What an {@code Idempotency-Key} does. */
  public enum Repetition {
    /** Nothing. */
    IGNORED,
    /**
     * The call runs in one transaction with the keeping of its answer. Whom it asks outside it asks
     * before: {@link Endpoint#begin}.
     */
    ANSWERED,
    /** Likewise; without a key, whoever sends it again has money or goods go out twice. */
    ANSWERED_ONCE,
    /**
     * Its answer is kept once it is there, in a commit of its own. For what takes longer than a
     * transaction may, and can be done twice.
     */
    KEPT,
    /** Likewise, and the endpoint is handed the claim, to tie it to what it begins. */
    RESUMED;

    boolean isInOneTransaction() {
      return this == ANSWERED || this == ANSWERED_ONCE;
    }
  }

  public static Route get(String path, Access access, Endpoint endpoint) {
    return plain(HttpMethod.GET, path, access, Intake.NOTHING, endpoint);
  }

  /** A POST of JSON, once for each {@code Idempotency-Key}. */
  public static Route post(String path, Access access, Endpoint endpoint) {
    return plain(HttpMethod.POST, path, access, Intake.JSON, endpoint)
        .repeated(Repetition.ANSWERED);
  }

  public static Route put(String path, Access access, Endpoint endpoint) {
    return plain(HttpMethod.PUT, path, access, Intake.JSON, endpoint);
  }

  public static Route patch(String path, Access access, Endpoint endpoint) {
    return plain(HttpMethod.PATCH, path, access, Intake.JSON, endpoint);
  }

  public static Route delete(String path, Access access, Endpoint endpoint) {
    return plain(HttpMethod.DELETE, path, access, Intake.NOTHING, endpoint);
  }

  private static Route plain(
      HttpMethod method, String path, Access access, Intake intake, Endpoint endpoint) {
    return new Route(
        method,
        path,
        access,
        intake,
        Repetition.IGNORED,
        Optional.empty(),
        Optional.empty(),
        endpoint);
  }

  public Route takes(Intake other) {
    return new Route(method, path, access, other, repetition, parameters, limit, endpoint);
  }

  public Route repeated(Repetition other) {
    return new Route(method, path, access, intake, other, parameters, limit, endpoint);
  }

  /** Knows just these query parameters. */
  public Route queriedBy(String... names) {
    return new Route(
        method, path, access, intake, repetition, Optional.of(Set.of(names)), limit, endpoint);
  }

  /** The same for other callers, at another place. */
  public Route movedTo(String place, Access others) {
    return new Route(method, place, others, intake, repetition, parameters, limit, endpoint);
  }

  public Route answeredBy(Endpoint other) {
    return new Route(method, path, access, intake, repetition, parameters, limit, other);
  }

  public Route limitedBy(Limit perAddress) {
    return new Route(
        method, path, access, intake, repetition, parameters, Optional.of(perAddress), endpoint);
  }
}
