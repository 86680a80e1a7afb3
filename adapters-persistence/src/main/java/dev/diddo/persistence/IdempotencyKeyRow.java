package dev.diddo.persistence;

import dev.diddo.application.idempotency.IdempotencyKey;
import dev.diddo.application.idempotency.StoredAnswer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a key and its answer are written down. */
final class IdempotencyKeyRow {
  private IdempotencyKeyRow() {}

  /** What a key counts for within its tenant, in 32 bytes. */
  static Buffer scope(IdempotencyKey key) {
    var digest = sha256();
    for (var part : new String[] {key.caller(), key.operation(), key.key()}) {
      var bytes = part.getBytes(StandardCharsets.UTF_8);
      // With its length, so that no two scopes run into the same bytes.
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      digest.update(bytes);
    }
    return Buffer.buffer(digest.digest());
  }

  /** The row as the place of an encrypted answer. */
  static byte[] place(IdempotencyKey key) {
    var tenant = key.tenant();
    return Buffer.buffer("idempotency_key/")
        .appendString(tenant.organization().value() + "/" + tenant.environment().text() + "/")
        .appendBuffer(scope(key))
        .getBytes();
  }

  static byte[] write(StoredAnswer answer) {
    var headers = new JsonObject(Map.copyOf(answer.headers())).toBuffer();
    return Buffer.buffer()
        .appendInt(headers.length())
        .appendBuffer(headers)
        .appendBytes(answer.body())
        .getBytes();
  }

  /** To be repeated: whose data it holds is of no meaning then. */
  static StoredAnswer read(int status, byte[] written) {
    var buffer = Buffer.buffer(written);
    int body = Integer.BYTES + buffer.getInt(0);
    var headers =
        buffer.getBuffer(Integer.BYTES, body).toJsonObject().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> (String) entry.getValue()));
    return new StoredAnswer(
        status, headers, buffer.getBytes(body, buffer.length()), Optional.empty());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
