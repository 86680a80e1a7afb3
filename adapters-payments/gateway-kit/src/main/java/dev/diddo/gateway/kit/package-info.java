/**
 * What the author of a gateway runs to know that it keeps the contract: extend {@link
 * dev.diddo.gateway.kit.GatewayConformance}, say how a buyer pays, and run it as a JUnit test.
 */
package dev.diddo.gateway.kit;
