package dev.diddo.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClientAddressesTest {
  private final ClientAddresses addresses =
      new ClientAddresses(List.of("10.0.0.0/8", "192.0.2.7", "fd00::/8"));

  @Test
  void a_stranger_is_whoever_is_connected_whatever_they_say() {
    assertThat(addresses.of("203.0.113.1", List.of("198.51.100.1"))).isEqualTo("203.0.113.1");
  }

  @Test
  void a_trusted_proxy_is_believed_and_so_is_the_one_before_it() {
    assertThat(addresses.of("10.1.2.3", List.of("198.51.100.1"))).isEqualTo("198.51.100.1");
    assertThat(addresses.of("10.1.2.3", List.of("198.51.100.1, 192.0.2.7")))
        .isEqualTo("198.51.100.1");
    assertThat(addresses.of("fd00::1", List.of("198.51.100.1", "10.9.9.9")))
        .isEqualTo("198.51.100.1");
  }

  @Test
  void what_the_client_wrote_itself_is_not_believed() {
    assertThat(addresses.of("10.1.2.3", List.of("10.0.0.1, 198.51.100.1")))
        .isEqualTo("198.51.100.1");
    assertThat(addresses.of("192.0.2.8", List.of("198.51.100.1"))).isEqualTo("192.0.2.8");
  }

  @Test
  void nonsense_is_no_address() {
    assertThat(addresses.of("10.1.2.3", List.of("localhost"))).isEqualTo("10.1.2.3");
    assertThat(addresses.of("10.1.2.3", List.of(""))).isEqualTo("10.1.2.3");
    assertThatThrownBy(() -> new ClientAddresses(List.of("10.0.0.0/33")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ClientAddresses(List.of("proxy.example")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_network_of_ipv6_counts_as_one() {
    assertThat(addresses.of("2001:db8:1:2:3:4:5:6", List.of()))
        .isEqualTo(addresses.of("2001:db8:1:2:ffff::1", List.of()))
        .isNotEqualTo(addresses.of("2001:db8:1:3::1", List.of()));
  }
}
