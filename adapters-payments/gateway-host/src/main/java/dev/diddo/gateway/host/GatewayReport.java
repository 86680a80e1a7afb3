package dev.diddo.gateway.host;

import dev.diddo.gateway.kit.Facet;
import dev.diddo.gateway.spi.Handover;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an operator may know of a gateway: no value of any setting is in it.
 *
 * @param origin where its plugin is from
 * @param settings in the plugin's own order
 * @param abilities empty if it does not start as it is configured: then {@code trouble} says why
 */
public record GatewayReport(
    String name,
    String origin,
    List<SettingState> settings,
    Optional<Abilities> abilities,
    String trouble) {

  /**
   * A setting, as it is in the environment.
   *
   * @param hint what values have to be
   */
  public record SettingState(String variable, String hint, Standing standing) {}

  /** Whether a setting can be worked with. */
  public enum Standing {
    SET,
    DEFAULT,
    MISSING,
    UNFIT
  }

  /** What the gateway can do. */
  public record Abilities(Set<Handover.Mode> modes, Set<Facet> facets) {}
}
