package dev.diddo.http.egress;

import dev.diddo.domain.Outcome;
import dev.diddo.http.Fault;
import dev.diddo.http.Problem;
import dev.diddo.http.ProblemCode;
import dev.diddo.http.RefusedException;
import java.net.URI;
import java.util.List;

/** A field of a body that names where requests are to be sent. */
public final class EgressField {
  private EgressField() {}

  /**
   * @throws RefusedException if nothing may be sent there
   */
  public static URI checked(String pointer, String text, EgressRules rules) {
    return switch (rules.check(text)) {
      case Outcome.Accepted<URI, String>(var url) -> url;
      case Outcome.Refused<URI, String>(var why) ->
          throw new RefusedException(
              Problem.of(
                  ProblemCode.WEBHOOK_URL_REFUSED,
                  why,
                  List.of(new Fault(pointer, ProblemCode.WEBHOOK_URL_REFUSED.name(), why))));
    };
  }
}
