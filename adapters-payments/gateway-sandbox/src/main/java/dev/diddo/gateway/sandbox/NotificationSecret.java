package dev.diddo.gateway.sandbox;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import dev.diddo.gateway.spi.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The keys that notifications are signed with: as configured, else made up once and kept. */
final class NotificationSecret {
  private static final int SHORTEST = 16; // characters: fewer could be guessed

  private NotificationSecret() {}

  static List<String> of(String setting, Path directory) throws IOException {
    if (setting.isBlank()) {
      return List.of(kept(directory.resolve("notification-secret")));
    }
    var secrets = Stream.of(setting.split(",", -1)).map(String::strip).toList();
    if (secrets.stream().anyMatch(secret -> secret.length() < SHORTEST)) {
      throw new InvalidSettingException(
          "%s needs at least %d characters for each secret"
              .formatted(SandboxPlugin.NOTIFICATION_SECRET, SHORTEST));
    }
    return secrets;
  }

  private static String kept(Path file) throws IOException {
    if (Files.notExists(file)) {
      // a temporary file is readable by its owner only
      var fresh = Files.createTempFile(file.getParent(), "notification-secret", ".new");
      Files.writeString(fresh, Ids.random("whsec_"));
      Files.move(fresh, file, ATOMIC_MOVE);
    }
    return Files.readString(file).strip();
  }
}
