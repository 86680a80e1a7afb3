package dev.diddo.http;

import dev.diddo.domain.organization.Scope;
import java.util.Optional;

/**
 * Who may call a route.
 *
 * @param strangers whether no credentials are needed
 * @param buyers whether a Customer Session Token opens it
 * @param platform the scope with which a platform key does; empty if none does
 * @param crossOrigin whether pages of other origins may call it
 */
public record Access(
    boolean strangers, boolean buyers, Optional<Scope> platform, boolean crossOrigin) {

  /** Nobody is asked who they are: pages, assets, providers. Still no bad token passes. */
  public static Access open() {
    return new Access(true, true, Optional.empty(), false);
  }

  /** Whoever comes; a platform with this scope. */
  public static Access anyone(Scope scope) {
    return new Access(true, true, Optional.of(scope), true);
  }

  public static Access buyer() {
    return new Access(false, true, Optional.empty(), true);
  }

  /** Platform keys do not belong into a browser, so no page of another origin calls this. */
  public static Access platform(Scope scope) {
    return new Access(false, false, Optional.of(scope), false);
  }

  public static Access buyerOrPlatform(Scope scope) {
    return new Access(false, true, Optional.of(scope), true);
  }

  /** The same, for pages of every origin. */
  public Access fromEveryOrigin() {
    return new Access(strangers, buyers, platform, true);
  }
}
