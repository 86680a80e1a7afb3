/**
 * Where gateways live: finds plugins, configures them, guards every call to them, and translates
 * between the checkout's model and the plugins' own. A plugin may hang, throw or answer nonsense;
 * nobody beyond this package notices more than that nothing is known.
 */
package dev.diddo.gateway.host;
