package dev.diddo.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code ./diddo bench orders} runs: whether orders are found among a million as soon as among
 * a thousand; see docs/guides/benchmarks.md.
 */
public final class OrderSearches {
  private static final int FEW = 1_000;
  private static final int MANY = 1_000_000;
  private static final int ROUNDS = 41;
  private static final int EACH_ROUND = 10;

  /** A search may take so much longer among a thousand times as many. */
  private static final double LIMIT = 1.2;

  private static final Map<String, String> SEARCHES = searches();

  private OrderSearches() {}

  private static Map<String, String> searches() {
    var searches = new LinkedHashMap<String, String>();
    searches.put("one order", "/orders/{id}");
    searches.put("the newest", "/orders");
    searches.put("an email", "/orders?q=buyer777@example.com");
    searches.put("a name", "/orders?q=First777%20Last777");
    searches.put("a last name", "/orders?q=last777%20first777");
    searches.put("what all names begin with", "/orders?q=first");
    searches.put("a number", "/orders?q=n777");
    searches.put("an id", "/orders?q={id}");
    searches.put("what nobody is called", "/orders?q=nobody@example.com");
    searches.put("a customer", "/orders?external_customer_id=customer-777");
    searches.put("a common status", "/orders?status=FULFILLED");
    searches.put("a rarer status", "/orders?status=REJECTED");
    searches.put("a status of none", "/orders?status=RETURNED");
    searches.put("a store", "/orders?store={store}");
    searches.put("a status of a store", "/orders?store={store}&status=REJECTED");
    searches.put("since a moment", "/orders?from=2020-01-01T00:00:00Z");
    searches.put("until a moment", "/orders?to=2100-01-01T00:00:00Z");
    return searches;
  }

  /**
   * @param arguments where the database goes, and the folder of the build's jars. Ends with 1 if a
   *     search is slower by more than a fifth.
   */
  public static void main(String[] arguments) throws IOException {
    var target = Path.of(arguments[0]).toAbsolutePath();
    var build = Path.of(arguments[1]).toAbsolutePath();
    Files.createDirectories(target);
    var folder = Files.createTempDirectory(target, "run");
    boolean kept;
    try (var database = Database.start(folder);
        var few = RunningService.start(build, folder, "few", database);
        var many = RunningService.start(build, folder, "many", database)) {
      kept = compare(ManyOrders.sold(few, FEW), ManyOrders.sold(many, MANY));
    }
    Benchmarks.delete(folder);
    System.exit(kept ? 0 : 1);
  }

  private static boolean compare(ManyOrders few, ManyOrders many) {
    System.out.printf(Locale.ROOT, "%-28s %10s %12s %8s%n", "", "1,000 ms", "1,000,000 ms", "ratio");
    boolean kept = true;
    for (var search : SEARCHES.entrySet()) {
      double ratio = compare(few, many, search.getKey(), search.getValue());
      kept &= ratio <= LIMIT;
    }
    return kept;
  }

  /** By turns, so that whatever else the machine does slows down both halves of a round. */
  private static double compare(ManyOrders few, ManyOrders many, String what, String path) {
    warmUp(few, path);
    warmUp(many, path);
    var ofFew = new ArrayList<Double>();
    var ofMany = new ArrayList<Double>();
    var ratios = new ArrayList<Double>();
    for (int round = 0; round < ROUNDS; round++) {
      ofFew.add(millis(few, path));
      ofMany.add(millis(many, path));
      ratios.add(ofMany.getLast() / ofFew.getLast());
    }
    double ratio = middle(ratios);
    System.out.printf(
        Locale.ROOT, "%-28s %10.2f %12.2f %8.2f%n", what, middle(ofFew), middle(ofMany), ratio);
    return ratio;
  }

  private static void warmUp(ManyOrders orders, String path) {
    for (int i = 0; i < 10; i++) {
      double _ = millis(orders, path);
    }
  }

  /** The median of a round. */
  private static double millis(ManyOrders orders, String path) {
    var times = new ArrayList<Double>();
    for (int i = 0; i < EACH_ROUND; i++) {
      long began = System.nanoTime();
      orders.ask(path);
      times.add((System.nanoTime() - began) / 1e6);
    }
    return middle(times);
  }

  private static double middle(List<Double> figures) {
    return figures.stream().sorted().toList().get(figures.size() / 2);
  }
}
