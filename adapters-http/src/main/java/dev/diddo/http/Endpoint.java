package dev.diddo.http;

/**
 * Answers one kind of request: reads the call, calls one verb of the application and shows what
 * came of it. Runs on a virtual thread of its own and may block.
 */
@FunctionalInterface
public interface Endpoint {
  Reply answer(Call call);
}
