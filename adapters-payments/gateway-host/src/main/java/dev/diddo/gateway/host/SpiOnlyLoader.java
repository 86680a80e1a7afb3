package dev.diddo.gateway.host;

import dev.diddo.gateway.spi.GatewayPlugin;

/**
 * All that a plugin sees of its host: the JDK and the SPI. So it may bring any library in any
 * version, and cannot come to depend on one of ours.
 */
final class SpiOnlyLoader extends ClassLoader {
  private static final String SPI = GatewayPlugin.class.getPackageName() + ".";

  static {
    registerAsParallelCapable();
  }

  SpiOnlyLoader() {
    super("gateway-spi", getPlatformClassLoader());
  }

  /** Called for what the JDK does not have. */
  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (name.startsWith(SPI)) {
      return GatewayPlugin.class.getClassLoader().loadClass(name);
    }
    throw new ClassNotFoundException(name);
  }
}
