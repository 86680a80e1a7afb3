package dev.diddo.gateway.host;

import java.util.Optional;

/**
 * A setting that a plugin understands.
 *
 * @param variable its name in the environment
 * @param defaultValue empty if it has to be given
 */
public record DeclaredSetting(
    String variable, Optional<String> defaultValue, String description, boolean secret) {}
