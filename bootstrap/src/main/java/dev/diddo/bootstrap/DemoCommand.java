package dev.diddo.bootstrap;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The service with something in it to look at. */
@Command(
    name = "demo",
    description = "Start the service on this machine with a demo organization.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(names = "--port", paramLabel = "8080")
  private @Nullable Integer port;

  @Option(names = "--management-port", paramLabel = "9090")
  private @Nullable Integer managementPort;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "where its data are kept (.diddo-demo)")
  private @Nullable Path data;

  DemoCommand() {}

  @Override
  public void run() {
    // Before anything logs: a line for each request would scroll the link away.
    System.setProperty("diddo.log.level", "WARN");
    var environment = environment();
    var config = Config.from(environment);
    Misspelled.in(environment).forEach(spec.commandLine().getErr()::println);
    var service = Service.startDemo(config, environment);
    var demo = Demo.load(service.wiring(), config);
    demo.write(config);
    demo.print(config, spec.commandLine().getOut());
    service.awaitEnd();
  }

  /** What the call says, then the environment, then the demo's own choices. */
  private Environment environment() {
    Map<String, String> defaults = new HashMap<>();
    defaults.put(Config.HTTP_HOST.name(), "127.0.0.1");
    defaults.put(Config.RATE_LIMIT_SCALE.name(), "100");
    defaults.put(Config.EGRESS_ALLOW.name(), "127.0.0.0/8,::1");
    // Never that of a service for real use: what is here, everybody has a key to.
    defaults.put(Config.DATA_DIR.name(), ".diddo-demo");
    Map<String, String> said = new HashMap<>(System.getenv());
    put(said, Config.HTTP_PORT, port);
    put(said, Config.MANAGEMENT_PORT, managementPort);
    put(said, Config.DATA_DIR, data);
    return Environment.of(said).withDefaults(defaults);
  }

  private static void put(Map<String, String> said, Setting<?> setting, @Nullable Object value) {
    if (value != null) {
      said.put(setting.name(), value.toString());
    }
  }
}
