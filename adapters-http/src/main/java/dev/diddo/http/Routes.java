package dev.diddo.http;

import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Every route there is, by path and method. */
public final class Routes {
  /** Literal segments before parameters, so that {@code /cart/items} is no cart's id. */
  private static final Comparator<String> MOST_SPECIFIC_FIRST =
      (one, other) ->
          Arrays.compare(
              segments(one),
              segments(other),
              Comparator.comparing(Routes::isWild)
                  .thenComparing(Routes::isParameter)
                  .thenComparing(Comparator.naturalOrder()));

  private final SequencedMap<String, Map<HttpMethod, Route>> byPath;

  private Routes(SequencedMap<String, Map<HttpMethod, Route>> byPath) {
    this.byPath = byPath;
  }

  public static Routes of(List<? extends Endpoints> capabilities) {
    var byPath = new TreeMap<String, Map<HttpMethod, Route>>(MOST_SPECIFIC_FIRST);
    for (var capability : capabilities) {
      for (var route : capability.routes()) {
        var methods = byPath.computeIfAbsent(route.path(), _ -> new LinkedHashMap<>());
        if (methods.put(route.method(), route) != null) {
          throw new IllegalArgumentException(
              "Two routes of " + route.method() + " " + route.path());
        }
      }
    }
    return new Routes(byPath);
  }

  public List<Route> all() {
    var all = new ArrayList<Route>();
    byPath.values().forEach(methods -> all.addAll(methods.values()));
    return all;
  }

  /** The path templates, in the order in which they are to be tried. */
  List<String> paths() {
    return List.copyOf(byPath.keySet());
  }

  /** What answers this method there; a HEAD is a GET without the body. */
  Optional<Route> find(String path, HttpMethod method) {
    var wanted = method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method;
    return Optional.ofNullable(methods(path).get(wanted));
  }

  /** As the header {@code Allow} has it. */
  String allowed(String path) {
    var names = methods(path).keySet().stream().map(HttpMethod::name).collect(Collectors.toList());
    if (names.contains("GET")) {
      names.add("HEAD");
    }
    names.add("OPTIONS");
    return names.stream().sorted().collect(Collectors.joining(", "));
  }

  /** Whether pages of other origins may call something there. */
  boolean isCrossOrigin(String path) {
    return methods(path).values().stream().anyMatch(route -> route.access().crossOrigin());
  }

  private Map<HttpMethod, Route> methods(String path) {
    return byPath.getOrDefault(path, Map.of());
  }

  private static String[] segments(String path) {
    return path.split("/", -1);
  }

  private static boolean isParameter(String segment) {
    return segment.startsWith("{");
  }

  private static boolean isWild(String segment) {
    return segment.equals("*");
  }
}
