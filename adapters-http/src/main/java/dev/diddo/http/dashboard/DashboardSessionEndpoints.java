package dev.diddo.http.dashboard;

import dev.diddo.application.dashboard.SignIn;
import dev.diddo.application.dashboard.SignOut;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.id.OrganizationId;
import dev.diddo.http.Access;
import dev.diddo.http.Call;
import dev.diddo.http.Endpoints;
import dev.diddo.http.Limit;
import dev.diddo.http.OperatorCookie;
import dev.diddo.http.OwnOrigin;
import dev.diddo.http.Problem;
import dev.diddo.http.ProblemCode;
import dev.diddo.http.Reply;
import dev.diddo.http.Route;
import java.time.Duration;
import java.util.List;

/** How operators come in and go. */
public final class DashboardSessionEndpoints implements Endpoints {
  private static final String PATH = "/dashboard/session";
  private static final int MAX_EMAIL = 254;

  /** Beyond every sentence that somebody could remember. */
  private static final int MAX_PASSWORD = 1_000;

  private final SignIn signIn;
  private final SignOut signOut;
  private final OwnOrigin origin;
  private final OperatorCookie cookie;

  public DashboardSessionEndpoints(
      SignIn signIn, SignOut signOut, OwnOrigin origin, OperatorCookie cookie) {
    this.signIn = signIn;
    this.signOut = signOut;
    this.origin = origin;
    this.cookie = cookie;
  }

  @Override
  public List<Route> routes() {
    // Who signs in twice is signed in twice: there is nothing to repeat.
    return List.of(
        Route.post(PATH, Access.open(), this::begin).repeated(Route.Repetition.IGNORED),
        Route.delete(PATH, Access.open(), this::end));
  }

  private Reply begin(Call call) {
    origin.check(call);
    var body = call.body();
    var visitor =
        new SignIn.Visitor(
            body.text("email", MAX_EMAIL),
            body.text("password", MAX_PASSWORD),
            body.optionalId("organization", OrganizationId::new),
            call.address());
    body.end();
    // Before anything is looked at, or a right guess would be told from the wrong ones.
    call.checkAddress(Limit.FAILED_AUTHENTICATION);
    return switch (signIn.signIn(visitor)) {
      case Outcome.Accepted<SignIn.Begun, SignIn.Refusal>(var begun) ->
          Reply.noContent().header("Set-Cookie", cookie.keeping(begun.token()));
      case Outcome.Refused<SignIn.Begun, SignIn.Refusal>(var refusal) -> refused(call, refusal);
    };
  }

  private static Reply refused(Call call, SignIn.Refusal refusal) {
    if (refusal instanceof SignIn.Refusal.Wrong) {
      call.limitAddress(Limit.FAILED_AUTHENTICATION);
    }
    return Reply.of(problem(refusal));
  }

  private static Problem problem(SignIn.Refusal refusal) {
    return switch (refusal) {
      case SignIn.Refusal.Wrong() ->
          Problem.of(ProblemCode.UNAUTHORIZED, "Email or password is not right.");
      case SignIn.Refusal.TooManyTries(var wait) ->
          Problem.of(
                  ProblemCode.RATE_LIMITED,
                  "Too many tries. Wait " + (wait.toMinutes() + 1) + " minutes.")
              .retryAfter(wait);
      case SignIn.Refusal.Busy() ->
          Problem.of(ProblemCode.OVERLOADED, "Try again later.").retryAfter(Duration.ofSeconds(5));
    };
  }

  /** Also for whoever is signed in no more. */
  private Reply end(Call call) {
    origin.check(call);
    cookie.read(call).ifPresent(token -> signOut.signOut(token, call.address()));
    return Reply.noContent().header("Set-Cookie", cookie.taking());
  }
}
