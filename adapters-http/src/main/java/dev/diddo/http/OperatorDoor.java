package dev.diddo.http;

import dev.diddo.application.dashboard.AuthenticateOperator;
import dev.diddo.application.organization.Caller;
import dev.diddo.domain.organization.Environment;
import dev.diddo.domain.organization.Operator;
import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Lets operators in who have signed in, from the dashboard's own page. */
public final class OperatorDoor {
  /** Names the environment that is looked at; without it nothing is done with real money. */
  public static final String ENVIRONMENT = "Diddo-Environment";

  private final AuthenticateOperator authenticate;
  private final OwnOrigin origin;
  private final OperatorCookie cookie;

  public OperatorDoor(AuthenticateOperator authenticate, OwnOrigin origin, OperatorCookie cookie) {
    this.authenticate = authenticate;
    this.origin = origin;
    this.cookie = cookie;
  }

  /**
   * Who is calling.
   *
   * @param guessed what whoever shows a cookie that opens nothing is answered
   * @throws RefusedException if nobody who may
   */
  Caller.Operator enter(
      String method, MultiMap headers, Operator.Role role, UnaryOperator<Problem> guessed) {
    origin.check(method, headers);
    var signIn = Problem.of(ProblemCode.UNAUTHORIZED, "Sign in to the dashboard.");
    var token = cookie.read(headers).orElseThrow(() -> new RefusedException(signIn));
    var operator =
        authenticate
            .authenticate(token)
            .orElseThrow(() -> new RefusedException(guessed.apply(signIn)));
    if (!operator.role().includes(role)) {
      throw new RefusedException(
          Problem.of(ProblemCode.FORBIDDEN, "The role " + role.text() + " is needed."));
    }
    return new Caller.Operator(operator, environment(headers));
  }

  private static Environment environment(MultiMap headers) {
    var named = headers.getAll(ENVIRONMENT);
    if (named.isEmpty()) {
      return Environment.SANDBOX;
    }
    return Arrays.stream(Environment.values())
        .filter(environment -> named.size() == 1 && environment.text().equals(named.getFirst()))
        .findFirst()
        .orElseThrow(
            () ->
                Call.invalid(
                    "/header/" + ENVIRONMENT,
                    Fault.INVALID,
                    ENVIRONMENT + " is sandbox or production"));
  }
}
