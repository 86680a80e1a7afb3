package dev.diddo.http;

import dev.diddo.application.organization.AuthenticateKey;
import dev.diddo.application.organization.Caller;
import dev.diddo.application.session.SessionTokens;
import dev.diddo.domain.organization.Scope;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds out who is calling, and whether they may call this. */
public final class Authentication {
  private static final String SCHEME = "bearer ";
  private static final String KEY = "dk_";

  /** A JWT of ours has about 300 characters, a key about 50. */
  private static final int MAX_CHARS = 2_048;

  private final AuthenticateKey authenticateKey;
  private final SessionTokens tokens;
  private final OperatorDoor operators;
  private final RateLimits limits;

  public Authentication(
      AuthenticateKey authenticateKey,
      SessionTokens tokens,
      OperatorDoor operators,
      RateLimits limits) {
    this.authenticateKey = authenticateKey;
    this.tokens = tokens;
    this.operators = operators;
    this.limits = limits;
  }

  /**
   * Who is calling; empty for a stranger.
   *
   * @throws RefusedException if what they hold opens nothing, or not this
   */
  Optional<Caller> authenticate(Call.Request request, Access access) {
    var authorization = request.headers().getAll("Authorization");
    return access
        .operators()
        .filter(_ -> authorization.isEmpty())
        .<Optional<Caller>>map(
            role ->
                Optional.of(
                    operators.enter(
                        request.method(),
                        request.headers(),
                        role,
                        signIn -> failed(request.address(), signIn))))
        .orElseGet(() -> authenticate(authorization, request.address(), access));
  }

  private Optional<Caller> authenticate(List<String> authorization, String address, Access access) {
    if (authorization.isEmpty()) {
      if (!access.strangers()) {
        throw new RefusedException(unauthorized());
      }
      return Optional.empty();
    }
    var caller = credentials(authorization).flatMap(this::callerOf);
    if (caller.isEmpty()) {
      throw new RefusedException(failed(address, unauthorized()));
    }
    forbidden(caller.get(), access)
        .ifPresent(
            why -> {
              throw new RefusedException(Problem.of(ProblemCode.FORBIDDEN, why));
            });
    return caller;
  }

  private static Optional<String> credentials(List<String> authorization) {
    var value = authorization.getFirst();
    return authorization.size() == 1
            && value.length() <= MAX_CHARS
            && value.toLowerCase(Locale.ROOT).startsWith(SCHEME)
        ? Optional.of(value.substring(SCHEME.length()).strip())
        : Optional.empty();
  }

  private Optional<Caller> callerOf(String credentials) {
    return credentials.startsWith(KEY)
        ? authenticateKey.authenticate(credentials).map(Caller.class::cast)
        : tokens.verify(credentials).map(Caller.class::cast);
  }

  /** Who fails too often is told to wait, not whether the next guess was right. */
  private Problem failed(String address, Problem unauthorized) {
    var standing = limits.take(Limit.FAILED_AUTHENTICATION, address);
    return standing.allowed() ? unauthorized : standing.problem();
  }

  private static Optional<String> forbidden(Caller caller, Access access) {
    if (access.operators().isPresent()) {
      return Optional.of("No key or token opens the dashboard: sign in.");
    }
    return switch (caller) {
      case Caller.Buyer _ ->
          access.buyers() ? Optional.empty() : Optional.of("A platform key is needed.");
      case Caller.Operator _ -> Optional.of("A platform key is needed.");
      case Caller.Platform(var key) -> {
        if (access.platform().isEmpty()) {
          yield access.strangers()
              ? Optional.empty()
              : Optional.of("A customer session token is needed.");
        }
        var scope = access.platform().get();
        if (key.store().isPresent() && scope.area() != Scope.Area.ORDERS) {
          yield Optional.of("This key is for the orders of one store.");
        }
        yield key.allows(scope)
            ? Optional.empty()
            : Optional.of("The scope " + scope.text() + " is needed.");
      }
    };
  }

  private static Problem unauthorized() {
    return Problem.of(
            ProblemCode.UNAUTHORIZED, "Send Authorization: Bearer with a valid key or token.")
        .header("WWW-Authenticate", "Bearer");
  }
}
