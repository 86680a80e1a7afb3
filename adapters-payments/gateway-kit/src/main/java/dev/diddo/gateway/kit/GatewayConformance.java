package dev.diddo.gateway.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.gateway.spi.GatewayPlugin;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract of a gateway as tests. What a gateway declares is tested, and also that it does not
 * offer what it does not declare.
 *
 * <p>Each test connects the plugin anew and pays as a buyer would, so it runs against a test
 * account or a stand-in of the provider. {@link SafePart} is what can be tried anywhere.
 */
public abstract class GatewayConformance extends NotificationConformance {

  @Test
  void it_is_found_by_the_service_loader() {
    assertThat(ServiceLoader.load(GatewayPlugin.class))
        .anySatisfy(found -> assertThat(found).isInstanceOf(plugin().getClass()));
  }

  @Test
  void it_offers_the_facets_it_declares_and_no_others() {
    assertThat(Stream.of(Facet.values()).filter(facet -> facet.isOfferedBy(gateway())))
        .containsExactlyInAnyOrderElementsOf(facets());
  }

  /** What `./diddo gateway check` tries, also at a real account. */
  @TestFactory
  Stream<DynamicTest> the_safe_part() {
    return new SafePart(plugin(), gateway(), currencies(), clock())
        .sentences().stream().map(it -> DynamicTest.dynamicTest(it.text(), it::hold));
  }
}
