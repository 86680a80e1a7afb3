package dev.diddo.http;

import dev.diddo.domain.organization.Scope;
import java.util.Optional;

/**
 * Who may call a route.
 *
 * @param strangers whether no credentials are needed
 * @param buyers whether a Customer Session Token opens it
 * @param platform the scope with which a platform key does; empty if none does
 */
public record Access(boolean strangers, boolean buyers, Optional<Scope> platform) {

  /** Nobody is asked who they are: pages, assets, providers. Still no bad token passes. */
  public static Access open() {
    return new Access(true, true, Optional.empty());
  }

  /** Whoever comes; a platform with this scope. */
  public static Access anyone(Scope scope) {
    return new Access(true, true, Optional.of(scope));
  }

  public static Access buyer() {
    return new Access(false, true, Optional.empty());
  }

  public static Access platform(Scope scope) {
    return new Access(false, false, Optional.of(scope));
  }

  public static Access buyerOrPlatform(Scope scope) {
    return new Access(false, true, Optional.of(scope));
  }

  /**
   * Whether pages of other origins may call it. What a buyer or a stranger may call is called from
   * platforms' own pages; platform keys do not belong into a browser.
   */
  boolean fromBrowsers() {
    return strangers || buyers;
  }
}
