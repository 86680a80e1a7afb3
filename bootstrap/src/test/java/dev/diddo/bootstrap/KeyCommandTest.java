package dev.diddo.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who keeps the service finds organizations and their keys again. */
@ExtendWith(SharedService.class)
class KeyCommandTest {
  @TempDir private Path dir;
  private final RunningService service;

  KeyCommandTest(RunningService service) {
    this.service = service;
  }

  private CommandLineProcess run(String... arguments) {
    return CommandLineProcess.run(
        Map.of(
            "DIDDO_DATABASE_URL", service.database().url().text(),
            "DIDDO_DATA_DIR", dir.toString()),
        arguments);
  }

  @Test
  void organizations_are_listed_and_the_keys_of_one_by_its_id() {
    var organization = service.newPlatform().organization();
    var key = service.newKey(organization, "production", "orders:read").id();

    assertThat(run("organization", "list").output()).containsPattern(organization + "  \\S");
    var listed = run("key", "list", "--organization", organization);
    assertThat(listed.exit()).as(listed.errors()).isZero();
    assertThat(listed.output().lines()).hasSize(2).anyMatch(it -> it.startsWith(key));
    assertThat(run("key", "list", organization).output()).isEqualTo(listed.output());
  }

  @Test
  void who_names_no_organization_is_told_how_to_find_one() {
    var ended = run("key", "list");
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.errors()).contains("--organization", "organization list");
  }
}
