package dev.diddo.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Finds out from which address a request came. What proxies tell is believed only of those that are
 * trusted: anybody can write a header.
 */
public final class ClientAddresses {
  private static final int IPV6_NETWORK_BYTES = 8;

  private final Networks trusted;

  /**
   * @param trustedProxies addresses or networks, such as {@code 10.0.0.0/8}
   * @throws IllegalArgumentException naming the first one that is neither
   */
  public ClientAddresses(List<String> trustedProxies) {
    this.trusted = Networks.of(trustedProxies);
  }

  /**
   * The address by which limits count.
   *
   * @param peer who is connected
   * @param forwardedFor the values of {@code X-Forwarded-For}, the nearest proxy's last
   */
  String of(String peer, List<String> forwardedFor) {
    var client = InetAddress.ofLiteral(peer);
    var hops = forwardedFor.stream().flatMap(value -> Arrays.stream(value.split(","))).toList();
    for (int i = hops.size() - 1; i >= 0 && trusted.contain(client); i--) {
      try {
        client = InetAddress.ofLiteral(hops.get(i).strip());
      } catch (IllegalArgumentException notAnAddress) {
        break;
      }
    }
    return counted(client);
  }

  /** One customer has 2^64 addresses of IPv6, so their network counts as one. */
  private static String counted(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address.getHostAddress();
    }
    var bytes = address.getAddress();
    Arrays.fill(bytes, IPV6_NETWORK_BYTES, bytes.length, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (java.net.UnknownHostException wrongLength) {
      throw new IllegalStateException(wrongLength);
    }
  }
}
