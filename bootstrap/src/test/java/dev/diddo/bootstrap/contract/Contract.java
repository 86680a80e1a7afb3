package dev.diddo.bootstrap.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diddo.bootstrap.actors.Answer;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.contract.OpenApi.Operation;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Holds every answer of a running service against the contract, whatever test asked for it: its
 * status is documented, so are its headers, and its body fits the schema; and what the service
 * accepted is what the contract lets clients send.
 */
public final class Contract implements Consumer<Answer> {
  /**
   * What any route may answer without saying so at each operation; 401 also where no token is
   * needed, for one that is no good.
   */
  private static final Set<Integer> ANYWHERE = Set.of(401, 404, 405, 431);

  private final OpenApi api = OpenApi.load();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  @Override
  public void accept(Answer answer) {
    var method = answer.ask().method();
    var path = URI.create(answer.ask().path()).getRawPath();
    if (method.equals("HEAD") || method.equals("OPTIONS")) {
      return;
    }
    var faults = new ArrayList<String>();
    api.find(method, path)
        .ifPresentOrElse(
            operation -> check(operation, answer, faults), () -> checkUnknown(answer, faults));
    if (!faults.isEmpty()) {
      throw new AssertionError(answer + "\nis not what openapi.yaml says: " + faults);
    }
  }

  /** Each operation and status that was answered so far, such as {@code GET /cart/{id} 200}. */
  public Set<String> seen() {
    return Set.copyOf(seen);
  }

  /** Why a message that was sent out is not what the document says; empty if it is. */
  public String faultsOf(JsonNode message) {
    return api.faults(api.message(message.path("type").asText()).path("schema"), message);
  }

  private void check(Operation operation, Answer answer, List<String> faults) {
    seen.add(operation.name() + " " + answer.status());
    var response = api.response(operation, answer.status());
    if (response.isMissingNode() && ANYWHERE.contains(answer.status())) {
      response = api.unexpected(operation);
    }
    if (response.isMissingNode()) {
      faults.add("the status is not documented");
      return;
    }
    checkHeaders(response, answer, faults);
    checkBody(response, answer, faults);
    checkRequest(operation, answer, faults);
  }

  private void checkUnknown(Answer answer, List<String> faults) {
    if (answer.status() < 400 || answer.status() >= 500) {
      faults.add("the contract has no such operation");
      return;
    }
    faultsIn(api.faultsOf("Problem", answer.json()), "body", faults);
  }

  private void checkHeaders(JsonNode response, Answer answer, List<String> faults) {
    for (Map.Entry<String, JsonNode> named : response.path("headers").properties()) {
      var header = api.resolve(named.getValue());
      var value = answer.header(named.getKey());
      if (value.isEmpty()) {
        if (header.path("required").asBoolean()) {
          faults.add("the header " + named.getKey() + " is missing");
        }
        continue;
      }
      var schema = header.path("schema");
      var typed =
          schema.path("type").asText().equals("integer")
              ? Json.parse(value.get())
              : Json.list(value.get()).path(0);
      faultsIn(api.faults(schema, typed), "header " + named.getKey(), faults);
    }
  }

  private void checkBody(JsonNode response, Answer answer, List<String> faults) {
    if (!response.has("content")) {
      if (answer.bytes().length > 0) {
        faults.add("no body is documented");
      }
      return;
    }
    var type = answer.header("Content-Type").orElse("");
    var schema = api.schemaFor(response, type);
    if (schema.isMissingNode()) {
      faults.add("the content type " + type + " is not documented");
    } else if (type.contains("json")) {
      faultsIn(api.faults(schema, answer.json()), "body", faults);
    }
  }

  private void checkRequest(Operation operation, Answer answer, List<String> faults) {
    var body = answer.ask().body();
    var type = answer.ask().headers().getOrDefault("Content-Type", "");
    if (answer.status() >= 300 || body.isEmpty() || !type.equals("application/json")) {
      return;
    }
    var schema = api.schemaFor(api.resolve(operation.body().path("requestBody")), type);
    if (schema.isMissingNode()) {
      faults.add("no request body is documented");
      return;
    }
    try {
      faultsIn(api.faults(schema, Json.parse(body.get())), "accepted request", faults);
    } catch (UncheckedIOException notJson) {
      faults.add("accepted a body that is not JSON");
    }
  }

  private static void faultsIn(String found, String where, List<String> faults) {
    if (!found.isEmpty()) {
      faults.add(where + ": " + found);
    }
  }
}
