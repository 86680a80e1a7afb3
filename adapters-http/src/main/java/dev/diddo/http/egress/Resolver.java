package dev.diddo.http.egress;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/** Finds the addresses of a host. */
@FunctionalInterface
public interface Resolver {
  /**
   * All that it has; none if there are none, or nobody can tell in this time.
   *
   * @throws dev.diddo.application.OutageException if nobody was asked, for others are asked so much
   */
  List<InetAddress> addresses(String host, Duration patience);
}
