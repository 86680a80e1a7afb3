package dev.diddo.http;

/** Where an {@link EventSource} tells. Safe for many threads; never blocks. */
public interface EventSink {

  /**
   * Sends one event. A client that reads too slowly to keep up is cut off.
   *
   * @param data one line
   */
  void send(String id, String event, String data);

  /** Nothing more will come: ends the stream after what was sent. */
  void end();
}
