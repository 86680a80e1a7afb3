package dev.diddo.http.customer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.diddo.application.customer.EraseCustomer;
import dev.diddo.application.customer.ExportCustomer;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.customer.Erased;
import dev.diddo.domain.customer.Person;
import dev.diddo.domain.customer.UnderWay;
import dev.diddo.domain.id.Id;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.organization.Scope;
import dev.diddo.domain.session.BuyerField;
import dev.diddo.http.Access;
import dev.diddo.http.Call;
import dev.diddo.http.Endpoints;
import dev.diddo.http.Fields;
import dev.diddo.http.Json;
import dev.diddo.http.Problem;
import dev.diddo.http.ProblemCode;
import dev.diddo.http.RefusedException;
import dev.diddo.http.Reply;
import dev.diddo.http.Route;
import java.util.List;
import java.util.Optional;

/**
 * One person's data, told and taken out. Who is meant stands in bodies: what stands in a URL is
 * written into everybody's logs.
 */
public final class CustomerEndpoints implements Endpoints {
  private static final Access READ = Access.platform(Scope.read(Scope.Area.ORDERS));
  private static final Access WRITE = Access.platform(Scope.write(Scope.Area.ORDERS));
  private static final int MAX_EXTERNAL_ID = 255;

  private final ExportCustomer exportCustomer;
  private final EraseCustomer eraseCustomer;

  public CustomerEndpoints(ExportCustomer exportCustomer, EraseCustomer eraseCustomer) {
    this.exportCustomer = exportCustomer;
    this.eraseCustomer = eraseCustomer;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        // It changes nothing, and an answer that is kept would be one more copy of it all.
        Route.post("/customers/export", READ, this::export).repeated(Route.Repetition.IGNORED),
        // A commit for each part, which may take longer than one of them may.
        Route.post("/customers/erasure", WRITE, this::erase).repeated(Route.Repetition.KEPT));
  }

  private Reply export(Call call) {
    refuseStores(call);
    var body = call.body();
    var person = person(body);
    var after = body.optionalId("after", SessionId::new);
    body.end();
    var part = exportCustomer.export(call.platform().tenant(), person.orElseThrow(), after);
    return Reply.ok(CustomerJson.of(part));
  }

  private Reply erase(Call call) {
    refuseStores(call);
    var body = call.body();
    var person = person(body);
    body.end();
    return switch (eraseCustomer.erase(call.platform().tenant(), person.orElseThrow())) {
      case Outcome.Accepted<Erased, UnderWay>(var erased) -> Reply.ok(CustomerJson.of(erased));
      case Outcome.Refused<Erased, UnderWay>(var reason) -> Reply.of(problem(reason));
    };
  }

  /** A person is the whole organization's: a store knows its own orders. */
  private static void refuseStores(Call call) {
    if (call.platform().key().store().isPresent()) {
      throw new RefusedException(
          Problem.of(ProblemCode.FORBIDDEN, "This key is for the orders of one store."));
    }
  }

  /** Empty if nobody is named, which is a fault then. */
  private static Optional<Person> person(Fields body) {
    var email = body.optionalText("email", BuyerField.EMAIL.maxLength());
    if (email.filter(it -> !BuyerField.EMAIL.accepts(it.strip())).isPresent()) {
      body.invalid("email", "must be an email address");
    }
    var externalId = body.optionalText("external_customer_id", MAX_EXTERNAL_ID);
    if (email.isEmpty() && externalId.isEmpty()) {
      body.require("email");
      return Optional.empty();
    }
    return Optional.of(new Person(email, externalId));
  }

  private static Problem problem(UnderWay reason) {
    return Problem.of(
            ProblemCode.ERASURE_TOO_EARLY,
            "Erase them once these payments have ended and these orders were sent, cancelled or"
                + " given back.")
        .with("payments", ids(reason.payments()))
        .with("orders", ids(reason.orders()));
  }

  private static ArrayNode ids(List<? extends Id> ids) {
    var array = Json.array();
    ids.forEach(id -> array.add(id.text()));
    return array;
  }
}
