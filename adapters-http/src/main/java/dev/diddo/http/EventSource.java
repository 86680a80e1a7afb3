package dev.diddo.http;

/** Tells a client what happens as it happens, as server-sent events. */
public interface EventSource {

  /**
   * Begins to tell; called once, on a virtual thread.
   *
   * @return stops it; called once, when the stream is over for whatever reason
   */
  AutoCloseable start(EventSink sink);
}
