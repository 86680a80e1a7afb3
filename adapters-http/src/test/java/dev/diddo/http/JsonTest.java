package dev.diddo.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"a\":1,}",
        "[1,]",
        "{\"a\":1,\"a\":2}",
        "{\"a\":{\"b\":1,\"b\":1}}",
        "{\"a\":1}{}",
        "{} x",
        "{}/* comment */",
        "{} // comment",
        "# comment\n{}",
        "{'a':1}",
        "{a:1}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":1.}",
        "{\"a\":0x1}",
        "{\"a\":NaN}",
        "{\"a\":-Infinity}",
        "{\"a\":tru}",
        "{\"a\":\"\n\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\ud8\"}",
        "\uFEFF{}",
        "nul",
        "\"open"
      })
  void what_is_not_strict_json_is_refused(String text) {
    assertThatThrownBy(() -> Json.read(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Json.MalformedException.class);
  }

  static Stream<String> notUtf8() {
    return Stream.of(
        // an overlong slash, an overlong NUL, a surrogate, beyond Unicode, cut off, a stray byte
        "227b2fc0af7d22",
        "22c08022",
        "22eda08022",
        "22f490808022",
        "22c3",
        "22ff22",
        // UTF-16 and UTF-32, each in both orders, and with marks
        "7b007d00",
        "007b007d",
        "fffe7b007d00",
        "feff007b007d",
        "7b0000007d000000");
  }

  @ParameterizedTest
  @MethodSource("notUtf8")
  void what_is_not_utf_8_is_refused(String hex) {
    assertThatThrownBy(() -> Json.read(HexFormat.of().parseHex(hex)))
        .isInstanceOf(Json.MalformedException.class);
  }

  @Test
  void nothing_nests_without_end() {
    var deep = "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> Json.read(deep)).isInstanceOf(Json.MalformedException.class);
  }

  @Test
  void what_was_sent_is_not_repeated_in_the_refusal() {
    assertThatThrownBy(
            () -> Json.read("{\"card\":4242424242424242x".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            Json.MalformedException.class,
            malformed -> assertThat(malformed.detail()).doesNotContain("4242"));
  }

  @Test
  void one_value_has_one_digest_however_it_is_written() throws Exception {
    assertThat(digest("{\"a\": 1, \"b\": [true, null, \"\\u0061\"]}"))
        .isEqualTo(digest("{\"b\":[true,null,\"a\"],\"a\":1}"));
  }

  @Test
  void different_values_have_different_digests() throws Exception {
    var values =
        Stream.of(
            "{}",
            "[]",
            "\"\"",
            "null",
            "\"null\"",
            "0",
            "\"0\"",
            "false",
            "[[]]",
            "[{}]",
            "{\"a\":{}}",
            "[1,2]",
            "[12]",
            "[\"a\",\"b\"]",
            "[\"ab\"]",
            "{\"a\":\"b\"}",
            "{\"b\":\"a\"}",
            "\"\\ud800\"",
            "\"\\ud801\"",
            "1e400",
            "1e401");
    assertThat(values.map(JsonTest::digest)).doesNotHaveDuplicates();
  }

  private static String digest(String json) {
    try {
      return HexFormat.of()
          .formatHex(JsonDigest.of(Json.read(json.getBytes(StandardCharsets.UTF_8))));
    } catch (Json.MalformedException bad) {
      throw new IllegalArgumentException(bad);
    }
  }
}
