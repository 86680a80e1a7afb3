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

  private final List<Network> trusted;

  /**
   * @param trustedProxies addresses or networks, such as {@code 10.0.0.0/8}
   * @throws IllegalArgumentException naming the first one that is neither
   */
  public ClientAddresses(List<String> trustedProxies) {
    this.trusted = trustedProxies.stream().map(Network::parse).toList();
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
    for (int i = hops.size() - 1; i >= 0 && isTrusted(client); i--) {
      try {
        client = InetAddress.ofLiteral(hops.get(i).strip());
      } catch (IllegalArgumentException notAnAddress) {
        break;
      }
    }
    return counted(client);
  }

  private boolean isTrusted(InetAddress address) {
    return trusted.stream().anyMatch(network -> network.contains(address));
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

  private record Network(byte[] address, int bits) {
    static Network parse(String text) {
      var parts = text.split("/", 2);
      var address = InetAddress.ofLiteral(parts[0].strip()).getAddress();
      int most = address.length * 8;
      int bits = parts.length == 2 ? bits(parts[1].strip()) : most;
      if (bits < 0 || bits > most) {
        throw new IllegalArgumentException("No such network: " + text);
      }
      return new Network(address, bits);
    }

    /** Negative if it is no number. */
    private static int bits(String text) {
      try {
        return Integer.parseInt(text);
      } catch (NumberFormatException notOne) {
        return -1;
      }
    }

    boolean contains(InetAddress other) {
      var bytes = other.getAddress();
      if (bytes.length != address.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((bytes[bit / 8] & mask) != (address[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
