package dev.diddo.http;

import java.net.InetAddress;
import java.util.List;

/** A set of addresses, named one by one or as networks. */
public final class Networks {
  private final List<Network> networks;

  private Networks(List<Network> networks) {
    this.networks = networks;
  }

  /**
   * @param named addresses or networks, such as {@code 10.0.0.0/8}
   * @throws IllegalArgumentException naming the first one that is neither
   */
  public static Networks of(List<String> named) {
    return new Networks(named.stream().map(Network::parse).toList());
  }

  public static Networks of(String... named) {
    return of(List.of(named));
  }

  public boolean contain(InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
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
