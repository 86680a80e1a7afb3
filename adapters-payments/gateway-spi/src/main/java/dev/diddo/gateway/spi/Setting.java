package dev.diddo.gateway.spi;

import java.util.Optional;

/**
 * One value that a plugin wants to be configured.
 *
 * @param name in lower case with underscores; the environment gives it as {@code
 *     DIDDO_<PLUGIN>_<NAME>}
 * @param description one line for an operator
 * @param secret never printed, logged or put into an error
 * @param defaultValue used where nothing is configured; empty means that it has to be
 */
public record Setting(
    String name, String description, boolean secret, Optional<String> defaultValue) {}
