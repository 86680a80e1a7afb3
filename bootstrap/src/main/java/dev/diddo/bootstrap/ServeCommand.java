package dev.diddo.bootstrap;

import picocli.CommandLine.Command;

/** The service for real use. */
@Command(
    name = "serve",
    description = "Serve, as the environment says; see: diddo config.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Runnable {
  ServeCommand() {}

  @Override
  public void run() {
    var environment = Environment.of(System.getenv());
    Service.start(Config.from(environment), environment, Limits.STANDARD).awaitEnd();
  }
}
