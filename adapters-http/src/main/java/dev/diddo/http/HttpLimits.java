package dev.diddo.http;

import java.time.Duration;

/**
 * How much the edge takes on. Beyond that it says so at once, with 503, instead of being slow for
 * all.
 *
 * @param connections open at once; each may hold a body of 64 KiB, so 640 MB at worst
 * @param requests being worked on at once: a stampede of 5,000 fits almost whole, and each costs a
 *     virtual thread of a few KB
 * @param streams open event streams; each costs a timer and a connection
 * @param headBytes of a request line and its headers; browsers and proxies stay below
 * @param headArrival until a request's head is here, or the connection is cut
 * @param bodyArrival likewise its body
 * @param idle a connection on which nothing moves; longer than an event stream's comments are apart
 * @param heartbeat between the comments of an event stream; proxies cut what is silent for 30 s
 * @param drain given to requests under way when the service stops; orchestrators kill after 30 s
 */
public record HttpLimits(
    int connections,
    int requests,
    int streams,
    int headBytes,
    Duration headArrival,
    Duration bodyArrival,
    Duration idle,
    Duration heartbeat,
    Duration drain) {

  public static final HttpLimits STANDARD =
      new HttpLimits(
          10_000,
          4_096,
          5_000,
          16 << 10,
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofSeconds(15),
          Duration.ofSeconds(20));
}
