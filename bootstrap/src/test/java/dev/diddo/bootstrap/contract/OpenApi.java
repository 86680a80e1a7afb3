package dev.diddo.bootstrap.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.diddo.bootstrap.actors.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The contract as it is written. */
final class OpenApi {
  private static final List<String> METHODS =
      List.of("get", "put", "post", "patch", "delete", "head");

  private final String text;
  private final JsonNode root;
  private final List<Operation> operations = new ArrayList<>();
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

  private OpenApi(String text) {
    this.text = text;
    // SnakeYAML knows aliases, which Jackson's own reader of YAML does not.
    this.root = new ObjectMapper().valueToTree(new Yaml().load(text));
    root.path("paths")
        .properties()
        .forEach(
            path ->
                METHODS.stream()
                    .filter(path.getValue()::has)
                    .map(method -> operation(method, path.getKey(), path.getValue()))
                    .forEach(operations::add));
    // So that /cart/items is no cart's id.
    operations.sort(Comparator.comparing(operation -> operation.path().replace('{', '~')));
  }

  static OpenApi load() {
    try (var file = OpenApi.class.getResourceAsStream("/openapi.yaml")) {
      return new OpenApi(
          new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * One thing that can be asked for.
   *
   * @param path as it is written: {@code /cart/{id}}
   */
  record Operation(String method, String path, JsonNode body) {
    String name() {
      return method + " " + path;
    }

    boolean answers(String wantedMethod, String wantedPath) {
      var mine = path.split("/", -1);
      var theirs = wantedPath.split("/", -1);
      if (!method.equals(wantedMethod) || mine.length != theirs.length) {
        return false;
      }
      for (int i = 0; i < mine.length; i++) {
        boolean parameter = mine[i].startsWith("{") && !theirs[i].isEmpty();
        if (!parameter && !mine[i].equals(theirs[i])) {
          return false;
        }
      }
      return true;
    }

    Stream<String> statuses() {
      return body.path("responses").propertyStream().map(Map.Entry::getKey);
    }

    /** The statuses of what went well, and of a redirect. */
    List<Integer> successes() {
      return statuses()
          .filter(status -> !status.equals("default"))
          .map(Integer::valueOf)
          .filter(status -> status < 400)
          .toList();
    }
  }

  private static Operation operation(String method, String path, JsonNode item) {
    return new Operation(method.toUpperCase(java.util.Locale.ROOT), path, item.path(method));
  }

  String text() {
    return text;
  }

  List<Operation> operations() {
    return List.copyOf(operations);
  }

  Optional<Operation> find(String method, String path) {
    return operations.stream().filter(operation -> operation.answers(method, path)).findFirst();
  }

  Operation named(String id) {
    return operations.stream()
        .filter(operation -> operation.body().path("operationId").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** What a reference refers to, or the node itself. */
  JsonNode resolve(JsonNode node) {
    var reference = node.path("$ref");
    return reference.isTextual() ? resolve(root.at(reference.asText().substring(1))) : node;
  }

  JsonNode response(Operation operation, int status) {
    var responses = operation.body().path("responses");
    return resolve(responses.path(Integer.toString(status)));
  }

  JsonNode unexpected(Operation operation) {
    return resolve(operation.body().path("responses").path("default"));
  }

  /** The schema of a body, by the media type of what was sent; missing where there is none. */
  JsonNode schemaFor(JsonNode withContent, String mediaType) {
    var content = withContent.path("content");
    var plain = mediaType.split(";", 2)[0].strip();
    return content.has(plain)
        ? content.path(plain).path("schema")
        : content.path("*/*").path("schema");
  }

  /** Why this value does not fit this schema; empty if it does. */
  String faults(JsonNode schema, JsonNode value) {
    return schemas.computeIfAbsent(schema, this::compiled).validate(value).stream()
        .map(OpenApi::told)
        .collect(Collectors.joining("; "));
  }

  String faultsOf(String schemaName, JsonNode value) {
    return faults(root.at("/components/schemas/" + schemaName), value);
  }

  private Schema compiled(JsonNode schema) {
    var whole = ((ObjectNode) schema).deepCopy();
    whole.set("$defs", root.at("/components/schemas"));
    // JSON Schema knows no "components": by its own word for them they are found without a warning.
    var text = whole.toString().replace("#/components/schemas/", "#/$defs/");
    return registry.getSchema(Json.parse(text));
  }

  private static String told(Error error) {
    return error.getInstanceLocation() + ": " + error.getMessage();
  }

  /** The examples of a body, references followed. */
  Stream<Map.Entry<String, JsonNode>> examples(JsonNode mediaType) {
    return mediaType
        .path("examples")
        .propertyStream()
        .map(named -> Map.entry(named.getKey(), resolve(named.getValue()).path("value")));
  }

  /** The messages that are sent out. */
  List<String> messageTypes() {
    return root.path("webhooks").propertyStream().map(Map.Entry::getKey).toList();
  }

  /** The JSON of one of them, with its schema and examples. */
  JsonNode message(String type) {
    return root.path("webhooks").path(type).at("/post/requestBody/content/application~1json");
  }

  List<String> problemCodes() {
    var codes = new ArrayList<String>();
    root.at("/components/schemas/ProblemCode/enum").forEach(code -> codes.add(code.asText()));
    return codes;
  }
}
