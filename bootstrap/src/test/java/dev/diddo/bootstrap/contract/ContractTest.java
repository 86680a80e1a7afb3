package dev.diddo.bootstrap.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.bootstrap.RunningService;
import dev.diddo.bootstrap.SharedService;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.bootstrap.contract.OpenApi.Operation;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The document and the running service, held against each other both ways. */
@ExtendWith(SharedService.class)
class ContractTest {
  private final RunningService service;
  private final OpenApi api = OpenApi.load();

  ContractTest(RunningService service) {
    this.service = service;
  }

  @Test
  void the_service_hands_out_the_very_document() {
    assertThat(service.api().send(Ask.get("/openapi.yaml")).is(200).text()).isEqualTo(api.text());
  }

  @Test
  void every_operation_that_is_documented_has_a_route() {
    var routes = service.routes();
    assertThat(api.operations())
        .filteredOn(operation -> routes.stream().noneMatch(route -> serves(route, operation)))
        .extracting(Operation::name)
        .isEmpty();
  }

  @Test
  void every_route_is_documented() {
    assertThat(service.routes())
        .filteredOn(route -> api.operations().stream().noneMatch(one -> serves(route, one)))
        .isEmpty();
  }

  /** Whether this route answers that operation; names of parameters are nobody's business. */
  private static boolean serves(String route, Operation operation) {
    var mine = route.split("[ /]", -1);
    var theirs = operation.name().split("[ /]", -1);
    for (int i = 0; i < mine.length; i++) {
      if (mine[i].equals("*")) {
        return theirs.length >= mine.length;
      }
      boolean same = i < theirs.length && (mine[i].equals(theirs[i]) || mine[i].startsWith("{"));
      if (!same) {
        return false;
      }
    }
    return mine.length == theirs.length;
  }

  @Test
  void other_methods_are_405_and_name_those_that_there_are() {
    for (var path : pathsWithoutWildcards()) {
      var methods = methodsOf(path);
      for (var method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
        if (!methods.contains(method)) {
          var ask = Ask.of(method, path.replaceAll("\\{[^}]*\\}", "x"));
          var answer = service.api().send(ask).refused(405, "METHOD_NOT_ALLOWED");
          assertThat(Set.of(answer.header("Allow").orElse("").split(", ", -1)))
              .as(answer.toString())
              .containsAll(methods);
        }
      }
    }
  }

  private Set<String> pathsWithoutWildcards() {
    return service.routes().stream()
        .map(route -> route.substring(route.indexOf(' ') + 1))
        .filter(path -> !path.endsWith("*"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> methodsOf(String path) {
    return service.routes().stream()
        .filter(route -> route.endsWith(" " + path))
        .map(route -> route.substring(0, route.indexOf(' ')))
        .collect(Collectors.toSet());
  }

  /** Also where no other test has run: each documented success is answered in this one. */
  @Test
  void every_success_that_is_documented_is_answered_as_documented() {
    new Tour(service).go();
    var documented =
        api.operations().stream()
            .flatMap(one -> one.successes().stream().map(status -> one.name() + " " + status))
            .collect(Collectors.toCollection(TreeSet::new));
    documented.removeAll(service.contract().seen());
    assertThat(documented).as("never answered so").isEmpty();
  }
}
