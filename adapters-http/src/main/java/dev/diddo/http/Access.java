package dev.diddo.http;

import dev.diddo.domain.organization.Operator;
import dev.diddo.domain.organization.Scope;
import java.util.Optional;

/**
 * Who may call a route.
 *
 * @param strangers whether no credentials are needed
 * @param buyers whether a Customer Session Token opens it
 * @param platform the scope with which a platform key does; empty if none does
 * @param operators the role with which somebody who signed in to the dashboard does; where there is
 *     one, nothing else opens it
 * @param crossOrigin whether pages of other origins may call it
 */
public record Access(
    boolean strangers,
    boolean buyers,
    Optional<Scope> platform,
    Optional<Operator.Role> operators,
    boolean crossOrigin) {

  public Access {
    if (operators.isPresent() && (strangers || buyers || platform.isPresent() || crossOrigin)) {
      throw new IllegalArgumentException("What operators may call is for nobody else");
    }
  }

  private static Access of(
      boolean strangers, boolean buyers, Optional<Scope> platform, boolean crossOrigin) {
    return new Access(strangers, buyers, platform, Optional.empty(), crossOrigin);
  }

  /** Nobody is asked who they are: pages, assets, providers. Still no bad token passes. */
  public static Access open() {
    return of(true, true, Optional.empty(), false);
  }

  /** Whoever comes; a platform with this scope. */
  public static Access anyone(Scope scope) {
    return of(true, true, Optional.of(scope), true);
  }

  public static Access buyer() {
    return of(false, true, Optional.empty(), true);
  }

  /** Platform keys do not belong into a browser, so no page of another origin calls this. */
  public static Access platform(Scope scope) {
    return of(false, false, Optional.of(scope), false);
  }

  public static Access buyerOrPlatform(Scope scope) {
    return of(false, true, Optional.of(scope), true);
  }

  /** Those of this role, and of those that include it, by their cookie and from our own pages. */
  public static Access operator(Operator.Role role) {
    return new Access(false, false, Optional.empty(), Optional.of(role), false);
  }

  /** The same, for pages of every origin. */
  public Access fromEveryOrigin() {
    return of(strangers, buyers, platform, true);
  }
}
