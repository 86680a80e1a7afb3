package dev.diddo.bootstrap.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diddo.http.ProblemCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document by itself. */
class WrittenContractTest {
  private final OpenApi api = OpenApi.load();

  @Test
  void every_example_of_a_request_fits_its_schema() {
    var faults = new ArrayList<String>();
    for (var operation : api.operations()) {
      check(operation.name(), api.resolve(operation.body().path("requestBody")), faults);
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void every_example_of_an_answer_fits_its_schema() {
    var faults = new ArrayList<String>();
    for (var operation : api.operations()) {
      operation
          .body()
          .path("responses")
          .properties()
          .forEach(
              response ->
                  check(
                      operation.name() + " " + response.getKey(),
                      api.resolve(response.getValue()),
                      faults));
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void every_json_body_has_an_example() {
    var without =
        api.operations().stream()
            .flatMap(operation -> bodies(operation.body()).map(body -> Map.entry(operation, body)))
            .filter(pair -> pair.getValue().path("content").has("application/json"))
            .filter(
                pair ->
                    api.examples(pair.getValue().path("content").path("application/json"))
                        .findAny()
                        .isEmpty())
            .map(pair -> pair.getKey().name())
            .toList();
    assertThat(without).isEmpty();
  }

  @Test
  void it_names_exactly_the_codes_that_there_are() {
    assertThat(api.problemCodes())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ProblemCode.values()).map(ProblemCode::name).toList());
  }

  private Stream<JsonNode> bodies(JsonNode operation) {
    return Stream.concat(
        Stream.of(api.resolve(operation.path("requestBody"))),
        operation.path("responses").valueStream().map(api::resolve));
  }

  private void check(String where, JsonNode withContent, List<String> faults) {
    withContent
        .path("content")
        .properties()
        .forEach(
            content ->
                api.examples(content.getValue())
                    .map(example -> fault(where, content, example))
                    .filter(fault -> !fault.isEmpty())
                    .forEach(faults::add));
  }

  private String fault(
      String where, Map.Entry<String, JsonNode> content, Map.Entry<String, JsonNode> example) {
    var found = api.faults(content.getValue().path("schema"), example.getValue());
    return found.isEmpty() ? "" : where + " " + example.getKey() + ": " + found;
  }
}
