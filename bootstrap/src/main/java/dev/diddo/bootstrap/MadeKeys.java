package dev.diddo.bootstrap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.SequencedMap;

/**
 * Keys for those who gave none: made once, kept beside the embedded database and readable by its
 * owner alone. Several processes on one database need keys that all of them know, so there they are
 * asked for instead.
 */
record MadeKeys(Path dataDir, boolean allowed) {
  private static final int BYTES = 32;

  SequencedMap<String, byte[]> orMade(
      Setting<SequencedMap<String, byte[]>> setting, SequencedMap<String, byte[]> given) {
    if (!given.isEmpty()) {
      return given;
    }
    if (!allowed) {
      throw new BadSettingException(
          setting.name()
              + ": needed with DIDDO_DATABASE_URL, the same in every process; make one"
              + " with: echo k1:$(openssl rand -base64 32)");
    }
    try {
      return setting.parse(Files.readString(kept(setting)).strip());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Path kept(Setting<?> setting) throws IOException {
    var directory = Files.createDirectories(dataDir.resolve("keys"));
    var file = directory.resolve(setting.name().toLowerCase(Locale.ROOT));
    if (!Files.exists(file)) {
      var key = new byte[BYTES];
      new SecureRandom().nextBytes(key);
      var made =
          Files.createTempFile(
              directory,
              "made",
              "",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      var text = "k1:" + Base64.getEncoder().encodeToString(key);
      Files.writeString(made, text, StandardOpenOption.TRUNCATE_EXISTING);
      Files.move(made, file);
    }
    return file;
  }
}
