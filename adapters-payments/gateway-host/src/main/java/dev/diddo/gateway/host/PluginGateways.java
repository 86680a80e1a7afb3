package dev.diddo.gateway.host;

import static dev.diddo.domain.Outcome.refused;

import dev.diddo.application.payment.GatewayPages;
import dev.diddo.application.payment.Gateways;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.payment.AmountRule;
import dev.diddo.domain.payment.Attempt;
import dev.diddo.domain.payment.Dispute;
import dev.diddo.domain.payment.Evidence;
import dev.diddo.domain.payment.Movement;
import dev.diddo.domain.payment.Payment;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateways that this process speaks to, each found by the name that a payment carries. */
public final class PluginGateways implements Gateways, GatewayPages, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PluginGateways.class);

  private final Map<String, GuardedGateway> gateways;

  /**
   * @param gateways the default one first
   */
  PluginGateways(SequencedMap<String, GuardedGateway> gateways) {
    this.gateways = new LinkedHashMap<>(gateways);
  }

  @Override
  public List<String> names() {
    return List.copyOf(gateways.keySet());
  }

  @Override
  public Evidence open(Attempt attempt) {
    return of(attempt).map(gateway -> gateway.open(attempt)).orElseGet(Evidence.None::new);
  }

  @Override
  public Evidence lookUp(Payment payment) {
    return of(payment.attempt())
        .map(gateway -> gateway.lookUp(payment))
        .orElseGet(Evidence.None::new);
  }

  @Override
  public Optional<Abilities> abilities(String gateway) {
    return Optional.ofNullable(gateways.get(gateway)).map(GuardedGateway::abilities);
  }

  @Override
  public Optional<AmountRule> amounts(String gateway, Currency currency) {
    return Optional.ofNullable(gateways.get(gateway)).flatMap(it -> it.amounts(currency));
  }

  @Override
  public Optional<String> createCustomer(String gateway, Customer customer) {
    return Optional.ofNullable(gateways.get(gateway)).flatMap(it -> it.createCustomer(customer));
  }

  @Override
  public Deletion deleteCustomer(String gateway, String gatewayId) {
    var deletion =
        Optional.ofNullable(gateways.get(gateway))
            .map(it -> it.deleteCustomer(gatewayId))
            .orElse(Deletion.UNKNOWN);
    if (deletion == Deletion.NOT_OFFERED) {
      LOG.warn("The gateway {} deletes no customers: delete {} there by hand", gateway, gatewayId);
    }
    return deletion;
  }

  @Override
  public Evidence capture(Payment.Capturing payment) {
    return of(payment.attempt())
        .map(gateway -> gateway.capture(payment))
        .orElseGet(Evidence.None::new);
  }

  @Override
  public Evidence release(Payment payment) {
    return of(payment.attempt())
        .map(gateway -> gateway.release(payment))
        .orElseGet(Evidence.None::new);
  }

  @Override
  public Movement.Evidence refund(Payment payment, Movement refund) {
    return of(payment.attempt())
        .map(gateway -> gateway.refund(payment, refund))
        .orElseGet(Movement.Evidence.None::new);
  }

  @Override
  public Movement.Evidence transfer(Payment payment, Movement transfer, String account) {
    return of(payment.attempt())
        .map(gateway -> gateway.transfer(payment, transfer, account))
        .orElseGet(Movement.Evidence.None::new);
  }

  @Override
  public Movement.Evidence reverse(Payment payment, Movement reversal, String transferId) {
    return of(payment.attempt())
        .map(gateway -> gateway.reverse(payment, reversal, transferId))
        .orElseGet(Movement.Evidence.None::new);
  }

  @Override
  public Optional<List<KnownRefund>> refunds(Payment payment) {
    return of(payment.attempt()).flatMap(gateway -> gateway.refunds(payment));
  }

  @Override
  public Optional<List<Dispute>> disputes(Payment payment) {
    return of(payment.attempt()).flatMap(gateway -> gateway.disputes(payment));
  }

  @Override
  public Evidence cancel(Payment payment) {
    return of(payment.attempt())
        .map(gateway -> gateway.cancel(payment))
        .orElseGet(Evidence.None::new);
  }

  @Override
  public Outcome<Notice, Unverified> verify(
      String gateway, Map<String, List<String>> headers, byte[] body) {
    return Optional.ofNullable(gateways.get(gateway))
        .map(it -> it.verify(headers, body))
        .orElseGet(() -> refused(new Unverified(true)));
  }

  @Override
  public Optional<Page> answer(
      String gateway, String method, String path, Map<String, String> form) {
    return Optional.ofNullable(gateways.get(gateway)).flatMap(it -> it.page(method, path, form));
  }

  /** Ends every gateway, each within its deadline. */
  @Override
  public void close() {
    gateways.values().forEach(GuardedGateway::close);
  }

  /** Empty if the payment was made by a gateway that is not configured any more. */
  private Optional<GuardedGateway> of(Attempt attempt) {
    var gateway = Optional.ofNullable(gateways.get(attempt.gateway()));
    if (gateway.isEmpty()) {
      LOG.error(
          "The payment {} was made by the gateway {}, which is not configured",
          attempt.reference(),
          attempt.gateway());
    }
    return gateway;
  }
}
