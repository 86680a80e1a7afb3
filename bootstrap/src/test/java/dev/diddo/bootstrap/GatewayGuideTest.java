package dev.diddo.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.gateway.kit.SafePart;
import dev.diddo.gateway.spi.GatewayPlugin;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Does what {@code docs/guides/gateway.md} says, as an outsider would: its files in an empty
 * folder, built by Maven against the artifacts alone, and the jar in a directory of plugins.
 *
 * <p>Maven's repository is a temporary one, where only our own artifacts lie and everybody else's
 * are links into the real one: nothing is installed, and what this build needed is not loaded
 * again.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class GatewayGuideTest {
  private static final Path TOP = top();
  private static final Pattern FILE =
      Pattern.compile("^`([^`\\n]+)`\\n```\\w+\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  @TempDir static Path project;
  @TempDir static Path repository;
  @TempDir static Path plugins;

  @TempDir Path data;
  private final StringWriter said = new StringWriter();

  @BeforeAll
  static void build() throws Exception {
    for (var file : files().entrySet()) {
      var path = project.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    publish();
    var log = project.resolve("build.log");
    var build =
        new ProcessBuilder("mvn", "-B", "-ntp", "-Dmaven.repo.local=" + repository, "verify")
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    build.environment().put("JAVA_HOME", System.getProperty("java.home"));
    build.environment().remove("MAVEN_ARGS");
    var maven = build.start();
    try {
      assertThat(maven.waitFor(4, TimeUnit.MINUTES)).as("Maven ends").isTrue();
    } finally {
      maven.destroyForcibly();
    }
    assertThat(maven.exitValue()).as(Files.readString(log)).isZero();
    assertThat(Files.readString(log)).containsPattern("Tests run: [3-9][0-9], Failures: 0");
    Files.copy(project.resolve("target/acme-gateway-1.0.jar"), plugins.resolve("acme.jar"));
  }

  private static Map<String, String> files() throws IOException {
    var files = new LinkedHashMap<String, String>();
    var guide = FILE.matcher(Files.readString(TOP.resolve("docs/guides/gateway.md")));
    while (guide.find()) {
      files.put(guide.group(1), guide.group(2));
    }
    assertThat(files).hasSizeGreaterThan(5).containsKey("pom.xml");
    return files;
  }

  private static void publish() throws Exception {
    var others = localRepository();
    try (var groups = Files.list(others)) {
      for (var group : groups.filter(it -> !it.endsWith("dev")).toList()) {
        Files.createSymbolicLink(repository.resolve(group.getFileName()), group);
      }
    }
    publish("diddo", TOP.resolve("pom.xml"));
    publish("adapters-payments", TOP.resolve("adapters-payments/pom.xml"));
    publishModule("gateway-spi", GatewayPlugin.class);
    publishModule("gateway-kit", SafePart.class);
  }

  /** The one that this very build uses. */
  private static Path localRepository() throws URISyntaxException {
    var jar =
        Path.of(CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    var inRepository = Path.of("info/picocli/picocli/version/picocli.jar");
    var repository = jar;
    for (var _ : inRepository) {
      repository = repository.getParent();
    }
    return repository;
  }

  private static Path publish(String artifact, Path pom) throws IOException {
    var version = "0.1.0-SNAPSHOT";
    var directory = repository.resolve("dev/diddo").resolve(artifact).resolve(version);
    Files.createDirectories(directory);
    Files.copy(pom, directory.resolve(artifact + "-" + version + ".pom"));
    return directory.resolve(artifact + "-" + version + ".jar");
  }

  private static void publishModule(String artifact, Class<?> known) throws Exception {
    var jar = publish(artifact, TOP.resolve("adapters-payments/" + artifact + "/pom.xml"));
    var built = Path.of(known.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(built)) { // where only the tests were asked for, nothing is packaged
      pack(built, jar);
    } else {
      Files.copy(built, jar);
    }
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (var out = new JarOutputStream(Files.newOutputStream(jar));
        var files = Files.walk(classes)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
  }

  private static Path top() {
    var path = Path.of("").toAbsolutePath();
    while (!Files.exists(path.resolve("docs/guides/gateway.md"))) {
      path = path.getParent();
    }
    return path;
  }

  private int gateway(Map<String, String> variables, String... arguments) {
    var all = new LinkedHashMap<>(variables);
    all.put("DIDDO_PLUGINS_DIR", plugins.toString());
    all.put("DIDDO_DATA_DIR", data.toString());
    return new CommandLine(new GatewayCommand(Environment.of(all)))
        .setOut(new PrintWriter(said, true))
        .execute(arguments);
  }

  @Test
  void its_jar_passes_the_check() {
    assertThat(gateway(Map.of("DIDDO_ACME_API_KEY", "ak_0123abcd"), "check", "acme"))
        .as(said.toString())
        .isZero();
    assertThat(said.toString()).contains("ok      a smallest payment opens");
  }

  @Test
  void its_jar_is_listed_with_what_it_still_needs() {
    assertThat(gateway(Map.of(), "list")).isZero();
    assertThat(said.toString())
        .contains("acme (not in DIDDO_GATEWAYS)", plugins.resolve("acme.jar").toString())
        .contains("DIDDO_ACME_API_KEY  missing: a key such as ak_0123abcd");
  }

  @Test
  void a_service_that_is_told_so_uses_it() {
    var environment =
        Environment.of(
            Map.of(
                "DIDDO_PLUGINS_DIR", plugins.toString(),
                "DIDDO_GATEWAYS", "acme,sandbox",
                "DIDDO_DATA_DIR", data.toString()));
    var config = Config.from(environment);
    assertThat(config.gateways()).isEqualTo(List.of("acme", "sandbox"));
    try (var found = GatewayCommand.plugins(environment)) {
      assertThat(found.names()).contains("acme", "sandbox");
      assertThat(found.settings(config.gateways()))
          .extracting(setting -> setting.variable())
          .contains("DIDDO_ACME_API_KEY");
    }
  }
}
