package dev.diddo.gateway.memory;

import dev.diddo.gateway.kit.Facet;
import dev.diddo.gateway.spi.Captures;
import dev.diddo.gateway.spi.Customers;
import dev.diddo.gateway.spi.Disputes;
import dev.diddo.gateway.spi.GatewayContext;
import dev.diddo.gateway.spi.Handover;
import dev.diddo.gateway.spi.Notifications;
import dev.diddo.gateway.spi.Refunds;
import dev.diddo.gateway.spi.Transfers;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/** A gateway that takes payments at once and can do nothing else; it passes too. */
class PlainGatewayTest extends MemoryGatewayTest {
  @Override
  MemoryGateway gateway(GatewayContext context) {
    return new Plain(context);
  }

  @Override
  protected Set<Facet> facets() {
    return EnumSet.noneOf(Facet.class);
  }

  @Override
  protected Set<Handover.Mode> modes() {
    return EnumSet.of(Handover.Mode.HOSTED);
  }

  private static final class Plain extends MemoryGateway {
    Plain(GatewayContext context) {
      super(context);
    }

    @Override
    public SequencedSet<Handover.Mode> modes() {
      return new LinkedHashSet<>(List.of(Handover.Mode.HOSTED));
    }

    @Override
    public Optional<Captures> captures() {
      return Optional.empty();
    }

    @Override
    public Optional<Refunds> refunds() {
      return Optional.empty();
    }

    @Override
    public Optional<Transfers> transfers() {
      return Optional.empty();
    }

    @Override
    public Optional<Disputes> disputes() {
      return Optional.empty();
    }

    @Override
    public Optional<Customers> customers() {
      return Optional.empty();
    }

    @Override
    public Optional<Notifications> notifications() {
      return Optional.empty();
    }
  }
}
