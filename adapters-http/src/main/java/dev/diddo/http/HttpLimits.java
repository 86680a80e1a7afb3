package dev.diddo.http;

import java.time.Duration;

/**
 * How much the edge takes on. Beyond that it says so at once, with 503, instead of being slow for
 * all.
 *
 * @param connections open at once
 * @param backlog connections that the system holds until they are accepted
 * @param requests being worked on at once
 * @param streams open event streams
 * @param headBytes of a request line and its headers
 * @param headArrival until a request's head is here, or the connection is cut
 * @param bodyArrival likewise its body, or the next part of one that is read while it arrives
 * @param bodyInAll how long the reader of such a body waits in all: a client that dribbles is cut
 * @param idle a connection on which nothing moves
 * @param heartbeat between the comments of an event stream
 * @param drain given to requests under way when the service stops
 */
public record HttpLimits(
    int connections,
    int backlog,
    int requests,
    int streams,
    int headBytes,
    Duration headArrival,
    Duration bodyArrival,
    Duration bodyInAll,
    Duration idle,
    Duration heartbeat,
    Duration drain) {}
