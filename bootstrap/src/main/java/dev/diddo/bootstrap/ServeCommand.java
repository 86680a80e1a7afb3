package dev.diddo.bootstrap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

/** The service for real use. */
@Command(
    name = "serve",
    description = "Serve, as the environment says; see: diddo config.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  ServeCommand() {}

  @Override
  public void run() {
    var environment = Environment.of(System.getenv());
    var config = Config.from(environment);
    Misspelled.in(environment).forEach(LOG::warn);
    var service = Service.start(config, environment, Limits.STANDARD);
    LOG.atInfo()
        .addKeyValue("http", config.httpHost() + ":" + config.httpPort())
        .addKeyValue("management", config.managementHost() + ":" + config.managementPort())
        .addKeyValue("database", config.databaseUrl().isPresent() ? "given" : config.dataDir())
        .addKeyValue("gateways", config.gateways())
        .log("Serving");
    service.awaitEnd();
  }
}
