package dev.diddo.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** What {@code ./diddo bench} runs; see docs/guides/benchmarks.md. */
public final class Benchmarks {
  private Benchmarks() {}

  /**
   * Measures a build, or compares it with an earlier one.
   *
   * @param arguments where the results go, the folder of the build's jars and, to compare, that of
   *     the earlier build. Ends with 1 if a checkout is slower by more than a tenth, with 3 if
   *     nobody can tell.
   */
  public static void main(String[] arguments) throws IOException {
    var target = Path.of(arguments[0]).toAbsolutePath();
    var now = Path.of(arguments[1]).toAbsolutePath();
    Files.createDirectories(target);
    // A folder of this run's own: the database of another would not be empty.
    var folder = Files.createTempDirectory(target, "run");
    int exit = 0;
    if (arguments.length == 2) {
      measure(target, folder, now);
    } else {
      exit = compare(target, folder, Path.of(arguments[2]).toAbsolutePath(), now);
    }
    // Left where it is after a failure, for the service's log.
    delete(folder);
    System.exit(exit);
  }

  private static void measure(Path target, Path folder, Path build) throws IOException {
    try (var database = Database.start(folder);
        var service = RunningService.start(build, folder, "now", database)) {
      var shop = Shop.open(service);
      Figures.warmUp(shop);
      var rows = new Figures(shop).measure();
      System.out.println(Row.HEAD);
      rows.stream().map(Row::line).forEach(System.out::println);
      write(target.resolve("figures.json"), rows);
    }
  }

  private static int compare(Path target, Path folder, Path before, Path now) throws IOException {
    try (var database = Database.start(folder);
        var serviceBefore = RunningService.start(before, folder, "before", database);
        var serviceNow = RunningService.start(now, folder, "now", database)) {
      var shopBefore = Shop.open(serviceBefore);
      var shopNow = Shop.open(serviceNow);
      Figures.warmUp(shopBefore);
      Figures.warmUp(shopNow);
      var comparison = Comparison.of(shopBefore, shopNow);
      System.out.println(comparison.line());
      write(target.resolve("comparison.json"), comparison);
      return switch (comparison.verdict()) {
        case NOT_SLOWER -> 0;
        case SLOWER -> 1;
        case UNKNOWN -> 3;
      };
    }
  }

  private static void write(Path file, Object results) throws IOException {
    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), results);
    System.out.println("Written to " + file);
  }

  static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
