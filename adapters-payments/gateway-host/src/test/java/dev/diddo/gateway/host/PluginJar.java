package dev.diddo.gateway.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles sources against the class path of these tests and puts them into a jar. */
final class PluginJar {
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  /** Adds a class by its full name. */
  PluginJar with(String name, String source) {
    sources.put(name, source);
    return this;
  }

  PluginJar withService(String implementation) {
    entries.put(
        "META-INF/services/dev.diddo.gateway.spi.GatewayPlugin",
        implementation.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** A plugin of this name whose constructor and gateway run these statements. */
  static PluginJar plugin(String name, String onLoad, String onConnect) {
    return new PluginJar()
        .with(
            "example.Plugin",
            """
            package example;

            import dev.diddo.gateway.spi.*;

            public final class Plugin implements GatewayPlugin {
              public Plugin() {
                %s
              }
              public String name() {
                return "%s";
              }
              public Gateway connect(GatewayContext context) {
                %s
                return new Gateway() {
                  public PaymentState open(PaymentRequest request) {
                    return new PaymentState.Pending(context.setting("none"));
                  }
                  public PaymentState lookUp(PaymentReference reference) {
                    return new PaymentState.Missing();
                  }
                  public PaymentState cancel(PaymentReference reference) {
                    return new PaymentState.Missing();
                  }
                };
              }
            }
            """
                .formatted(onLoad, name, onConnect))
        .withService("example.Plugin");
  }

  void writeTo(Path jar) throws IOException {
    var classes = Files.createTempDirectory("classes");
    compileTo(classes);
    Files.createDirectories(jar.getParent());
    try (var out = new JarOutputStream(Files.newOutputStream(jar));
        var files = Files.walk(classes)) {
      for (var entry : entries.entrySet()) {
        write(out, entry.getKey(), entry.getValue());
      }
      for (var file : files.filter(Files::isRegularFile).toList()) {
        write(out, classes.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
  }

  private static void write(JarOutputStream out, String name, byte[] bytes) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(bytes);
    out.closeEntry();
  }

  private void compileTo(Path classes) throws IOException {
    var units = new ArrayList<JavaFileObject>();
    sources.forEach((name, source) -> units.add(new Source(name, source)));
    if (units.isEmpty()) {
      return;
    }
    var compiler = ToolProvider.getSystemJavaCompiler();
    var errors = new ByteArrayOutputStream();
    var options = List.of("-d", classes.toString(), "-proc:none");
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var writer = new PrintWriter(errors, true, StandardCharsets.UTF_8);
      var compiled = compiler.getTask(writer, files, null, options, null, units).call();
      assertThat(compiled).as(errors.toString(StandardCharsets.UTF_8)).isTrue();
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
