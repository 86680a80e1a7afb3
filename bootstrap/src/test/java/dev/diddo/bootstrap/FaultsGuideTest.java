package dev.diddo.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/guides/faults.md} to the tests that it names. */
class FaultsGuideTest {
  private static final Pattern ROW = Pattern.compile("^\\| F(\\d+) \\|.*\\|([^|]*)\\|$");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");

  private static Path top() {
    var top = Path.of("").toAbsolutePath();
    while (!Files.exists(top.resolve("docs/guides/faults.md"))) {
      top = top.getParent();
    }
    return top;
  }

  private static Map<Integer, List<String>> rows() throws IOException {
    var rows = new LinkedHashMap<Integer, List<String>>();
    for (var line : Files.readAllLines(top().resolve("docs/guides/faults.md"))) {
      var row = ROW.matcher(line);
      if (row.matches()) {
        var names = NAME.matcher(row.group(2)).results().map(it -> it.group(1)).toList();
        rows.put(Integer.valueOf(row.group(1)), names);
      }
    }
    return rows;
  }

  /** The text of each test, by the name of its class. */
  private static Map<String, String> tests() throws IOException {
    var tests = new LinkedHashMap<String, String>();
    try (var files = Files.walk(top())) {
      var sources =
          files
              .filter(file -> file.toString().contains("/src/test/java/"))
              .filter(file -> file.getFileName().toString().endsWith("Test.java"))
              .toList();
      for (var file : sources) {
        var name = file.getFileName().toString().replace(".java", "");
        tests.merge(name, Files.readString(file), (a, b) -> a + b);
      }
    }
    return tests;
  }

  /** The numbers of a display name, such as {@code "F7, F8: …"}. */
  private static boolean shows(String test, int number) {
    return Pattern.compile("\"((?:F\\d+, )*F\\d+)[,:]")
        .matcher(test)
        .results()
        .map(MatchResult::group)
        .flatMap(numbers -> Stream.of(numbers.split("\\W+")))
        .anyMatch(("F" + number)::equals);
  }

  @Test
  void every_fault_of_money_and_messages_is_shown_by_the_tests_that_it_names() throws IOException {
    var rows = rows();
    assertThat(rows.keySet())
        .containsExactlyElementsOf(
            IntStream.concat(IntStream.rangeClosed(1, 24), IntStream.rangeClosed(36, 44))
                .boxed()
                .toList());
    var tests = tests();
    rows.forEach(
        (number, names) -> {
          assertThat(names).as("F%d names a test", number).isNotEmpty();
          for (var name : names) {
            assertThat(tests).as("F%d", number).containsKey(name);
            assertThat(shows(tests.get(name), number)).as("%s shows F%d", name, number).isTrue();
          }
        });
  }
}
