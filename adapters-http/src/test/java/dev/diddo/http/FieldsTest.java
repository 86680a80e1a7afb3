package dev.diddo.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "10000",
        "1.5",
        "1.0",
        "1e2",
        "1E0",
        "\"1\"",
        "true",
        "null",
        "[]",
        "{}",
        "2147483648",
        "9223372036854775808",
        "1e309",
        "-0.0"
      })
  void no_such_quantity_is_read(String value) {
    assertThat(
            faults("{\"quantity\":" + value + "}", fields -> fields.integer("quantity", 1, 9_999)))
        .extracting(Fault::pointer)
        .containsExactly("/quantity");
  }

  @Test
  void a_whole_number_within_bounds_is_read() {
    var fields = fields("{\"quantity\":9999}");

    assertThat(fields.integer("quantity", 1, 9_999)).isEqualTo(9_999);
    fields.end();
  }

  @Test
  void an_amount_stays_within_what_a_browser_can_count() {
    assertThat(fields("{\"a\":9007199254740991}").optionalAmount("a"))
        .hasValue(9_007_199_254_740_991L);
    assertThat(faults("{\"a\":9007199254740992}", fields -> fields.optionalAmount("a")))
        .extracting(Fault::code)
        .containsExactly(Fault.OUT_OF_RANGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\\u0000\"",
        "\"a\\ud800b\"",
        "\"\\udc00\"",
        "1",
        "null",
        "\"\"",
        "\"  \"",
        "\"12345678901\""
      })
  void no_such_text_is_read(String value) {
    assertThat(faults("{\"name\":" + value + "}", fields -> fields.text("name", 10)))
        .extracting(Fault::pointer)
        .containsExactly("/name");
  }

  @Test
  void characters_are_counted_as_people_do() {
    assertThat(fields("{\"name\":\"😀😀😀\"}").text("name", 3)).isEqualTo("😀😀😀");
  }

  @Test
  void faults_are_found_in_lists_and_objects_and_named_by_pointer() {
    var faults =
        faults(
            "{\"lines\":[{\"id\":1},7,{\"id\":\"x\",\"a/b~\":0}],\"to\":{\"city\":1}}",
            fields -> {
              fields.objects("lines", 1, 10, line -> line.text("id", 10));
              fields.object("to").text("city", 10);
            });

    assertThat(faults)
        .extracting(Fault::pointer)
        .containsExactlyInAnyOrder("/lines/0/id", "/lines/1", "/to/city", "/lines/2/a~1b~0");
  }

  @Test
  void what_is_missing_is_told() {
    var faults =
        faults(
            "{}",
            fields -> {
              fields.text("name", 10);
              fields.object("item").id("variant_id", id -> id);
            });

    assertThat(faults).extracting(Fault::pointer).containsExactly("/name", "/item");
    assertThat(faults).extracting(Fault::code).containsOnly(Fault.MISSING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "1", "\"x\"", "null", "true"})
  void a_body_is_an_object(String body) {
    assertThat(faults(body, _ -> {})).extracting(Fault::pointer).containsExactly("");
  }

  @Test
  void a_million_unknown_keys_are_not_all_told() {
    var keys = new StringBuilder("{\"k0\":0");
    for (int i = 1; i < 5_000; i++) {
      keys.append(",\"k").append(i).append("\":0");
    }
    assertThat(faults(keys.append('}').toString(), _ -> {})).hasSize(50);
  }

  @Test
  void a_field_that_can_be_taken_away_tells_null_from_absence() {
    assertThat(fields("{}").nullableText("a", 10)).isEmpty();
    assertThat(fields("{\"a\":null}").nullableText("a", 10).orElseThrow()).isEmpty();
    assertThat(fields("{\"a\":\"x\"}").nullableText("a", 10).orElseThrow()).hasValue("x");
  }

  private static Fields fields(String json) {
    try {
      return Fields.of(Json.read(json.getBytes(StandardCharsets.UTF_8)));
    } catch (Json.MalformedException bad) {
      throw new IllegalArgumentException(bad);
    }
  }

  private static List<Fault> faults(String json, Consumer<Fields> reading) {
    var fields = fields(json);
    reading.accept(fields);
    var faults = new java.util.ArrayList<Fault>();
    assertThatThrownBy(fields::end)
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> {
              assertThat(refused.problem().code()).isEqualTo(ProblemCode.INVALID_FIELD);
              faults.addAll(refused.problem().faults());
            });
    return faults;
  }
}
