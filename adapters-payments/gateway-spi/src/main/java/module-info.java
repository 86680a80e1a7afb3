/** All that the author of a payment gateway compiles against. It depends on the JDK alone. */
module dev.diddo.gateway.spi {
  exports dev.diddo.gateway.spi;

  uses dev.diddo.gateway.spi.GatewayPlugin;
}
