package dev.diddo.bootstrap.actors;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A request, before it is sent. */
public record Ask(String method, String path, Map<String, String> headers, Optional<byte[]> body) {

  public static Ask of(String method, String path) {
    return new Ask(method, path, Map.of(), Optional.empty());
  }

  public static Ask get(String path) {
    return of("GET", path);
  }

  public static Ask post(String path, JsonNode body) {
    return of("POST", path).json(body);
  }

  /** In the name of whoever holds this key or token. */
  public Ask by(String token) {
    return with("Authorization", "Bearer " + token);
  }

  public Ask with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Ask(method, path, more, body);
  }

  public Ask once(String idempotencyKey) {
    return with("Idempotency-Key", idempotencyKey);
  }

  public Ask json(JsonNode json) {
    return text("application/json", json.toString());
  }

  public Ask text(String type, String text) {
    return bytes(type, text.getBytes(StandardCharsets.UTF_8));
  }

  public Ask bytes(String type, byte[] bytes) {
    return new Ask(method, path, headers, Optional.of(bytes)).with("Content-Type", type);
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
