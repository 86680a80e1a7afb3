package dev.diddo.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.bootstrap.actors.Goods;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Types all that {@code docs/guides/first-order.md} says into one shell. */
@ExtendWith(SharedService.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class FirstOrderGuideTest {
  private static final Pattern COMMANDS =
      Pattern.compile("^```sh\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  @TempDir private Path dir;
  private final RunningService service;

  FirstOrderGuideTest(RunningService service) {
    this.service = service;
  }

  private static String commands() throws IOException {
    var top = Path.of("").toAbsolutePath();
    while (!Files.exists(top.resolve("docs/guides/first-order.md"))) {
      top = top.getParent();
    }
    var guide = Files.readString(top.resolve("docs/guides/first-order.md"));
    var blocks = COMMANDS.matcher(guide).results().map(it -> it.group(1)).toList();
    assertThat(blocks).hasSizeGreaterThan(6);
    return String.join("\n", blocks);
  }

  @Test
  void its_commands_lead_from_a_product_to_an_order_and_a_refund() throws Exception {
    var platform = service.newPlatform();
    platform.shop(Goods.of("Mug", 1299).stocked(10));
    var script = Files.writeString(dir.resolve("guide.sh"), commands());
    var shell =
        new ProcessBuilder("bash", "-eu", "-o", "pipefail", script.toString())
            .redirectErrorStream(true);
    shell.environment().put("BASE", service.api().base().toString());
    shell.environment().put("KEY", platform.key());
    var process = shell.start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    var lines = said.lines().toList();
    assertThat(lines).as(said).contains("303", "SUBMITTED", "ACCEPTED");
    assertThat(lines.getFirst()).startsWith(service.api().base() + "/c/");
    assertThat(lines.subList(lines.size() - 2, lines.size()))
        .isEqualTo(List.of("pending", "succeeded"));
  }
}
