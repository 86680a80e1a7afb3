package dev.diddo.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.TreeMap;

/** A hash of JSON by its value: neither blanks nor the order of keys change it. */
final class JsonDigest {
  private JsonDigest() {}

  static byte[] of(JsonNode node) {
    var digest = sha256();
    try (var out =
        new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
      write(node, out);
    } catch (IOException never) {
      throw new IllegalStateException(never);
    }
    return digest.digest();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  // Each kind has a mark and each size stands before its parts, so that no two values meet.
  private static void write(JsonNode node, DataOutputStream out) throws IOException {
    switch (node.getNodeType()) {
      case OBJECT -> {
        out.writeByte('{');
        out.writeInt(node.size());
        var sorted = new TreeMap<String, JsonNode>();
        node.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
        for (var field : sorted.entrySet()) {
          text('"', field.getKey(), out);
          write(field.getValue(), out);
        }
      }
      case ARRAY -> {
        out.writeByte('[');
        out.writeInt(node.size());
        for (var item : node) {
          write(item, out);
        }
      }
      case NUMBER -> text('0', node.decimalValue().stripTrailingZeros().toString(), out);
      case STRING -> text('"', node.textValue(), out);
      default -> text('t', node.asText(), out);
    }
  }

  private static void text(char kind, String text, DataOutputStream out) throws IOException {
    out.writeByte(kind);
    out.writeInt(text.length());
    // Not as UTF-8, in which all lone surrogates are one.
    out.writeChars(text);
  }
}
