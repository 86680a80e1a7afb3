package dev.diddo.application.organization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.PortContract;
import dev.diddo.domain.id.OrganizationId;
import dev.diddo.domain.organization.AcceptancePolicy;
import dev.diddo.domain.organization.Brand;
import dev.diddo.domain.organization.Organization;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What whoever keeps organizations promises. */
public abstract class OrganizationsContract extends PortContract {

  @Test
  void an_organization_is_found_as_it_was_added() {
    var organization = Organization.named(new OrganizationId(ids.next()), "Stadium");
    ports.organizations().add(organization);
    assertThat(ports.organizations().find(organization.id())).contains(organization);
  }

  @Test
  void all_are_listed_by_name() {
    var stadium = Organization.named(new OrganizationId(ids.next()), "Stadium");
    var arena = Organization.named(new OrganizationId(ids.next()), "Arena");
    ports.organizations().add(stadium);
    ports.organizations().add(arena);
    assertThat(ports.organizations().all()).containsSubsequence(arena, stadium);
  }

  @Test
  void an_organization_that_was_never_added_is_not_found() {
    assertThat(ports.organizations().find(new OrganizationId(ids.next()))).isEmpty();
  }

  @Test
  void saving_replaces_all_that_may_change() {
    var id = new OrganizationId(ids.next());
    ports.organizations().add(Organization.named(id, "Stadium"));
    var changed =
        new Organization(
            id,
            "Arena",
            AcceptancePolicy.BEST_EFFORT,
            Optional.of("https://arena.example/paid?cart={cart_id}"),
            Optional.of("https://arena.example/back"),
            List.of(URI.create("https://arena.example"), URI.create("https://www.arena.example")),
            List.of("stripe", "sandbox"),
            new Brand(
                Optional.of("The Arena"),
                Optional.of(URI.create("https://arena.example/logo.svg")),
                Optional.of("#0a0b0c")));
    ports.organizations().save(changed);
    assertThat(ports.organizations().find(id)).contains(changed);
  }

  @Test
  void of_many_changes_at_once_none_is_lost() throws Exception {
    var id = new OrganizationId(ids.next());
    ports.organizations().add(Organization.named(id, "Stadium"));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var changes =
          IntStream.range(0, 10)
              .mapToObj(_ -> threads.submit(() -> ports.transactions().inOne(() -> lengthen(id))))
              .toList();
      for (var change : changes) {
        assertThat(change.get()).startsWith("Stadium+");
      }
    }
    assertThat(ports.organizations().find(id).orElseThrow().name()).isEqualTo("Stadium++++++++++");
  }

  private String lengthen(OrganizationId id) {
    var name = ports.organizations().findToChange(id).orElseThrow().name() + "+";
    ports.organizations().save(Organization.named(id, name));
    return name;
  }

  @Test
  void saving_can_take_back_what_is_optional() {
    var id = new OrganizationId(ids.next());
    ports
        .organizations()
        .add(
            new Organization(
                id,
                "Arena",
                AcceptancePolicy.BEST_EFFORT,
                Optional.of("https://arena.example/paid"),
                Optional.of("https://arena.example/back"),
                List.of(URI.create("https://arena.example")),
                List.of("stripe"),
                new Brand(Optional.of("The Arena"), Optional.empty(), Optional.empty())));
    var plain = Organization.named(id, "Arena");
    ports.organizations().save(plain);
    assertThat(ports.organizations().find(id)).contains(plain);
  }
}
