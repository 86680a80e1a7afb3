package dev.diddo.bootstrap.actors;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A page that watches a cart's event stream. */
public final class StatusStream implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Event END = new Event("", "", "");

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Stream<String> lines;
  private final Answer head;

  /** One event, or a comment: then without a name. */
  public record Event(String id, String name, String data) {
    public JsonNode json() {
      return Json.parse(data);
    }

    public String status() {
      return json().path("status").asText();
    }
  }

  private StatusStream(Stream<String> lines, Answer head) {
    this.lines = lines;
    this.head = head;
    Thread.ofVirtual().start(this::read);
  }

  public static StatusStream of(Api api, String cart, String token) {
    return of(api, cart, token, Optional.empty());
  }

  public static StatusStream of(Api api, String cart, String token, Optional<String> lastEventId) {
    var ask = Ask.get("/cart/status/" + cart + "/events").by(token);
    var whole = lastEventId.map(id -> ask.with("Last-Event-ID", id)).orElse(ask);
    try {
      var response =
          api.client()
              .send(
                  api.request(whole.with("Accept", "text/event-stream"), PATIENCE),
                  BodyHandlers.ofLines());
      var head =
          new Answer(whole, response.statusCode(), response.headers(), new byte[0], Duration.ZERO);
      if (response.statusCode() != 200) {
        throw new AssertionError(whole + " answered " + response.statusCode());
      }
      api.witness(head);
      return new StatusStream(response.body(), head);
    } catch (IOException broken) {
      throw new AssertionError(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private void read() {
    Map<String, String> fields = new LinkedHashMap<>();
    try {
      lines.forEach(
          line -> {
            if (!line.isEmpty() && line.charAt(0) != ':') {
              int colon = line.indexOf(':');
              fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
            } else if (line.isEmpty() && !fields.isEmpty()) {
              events.add(event(fields));
              fields.clear();
            }
          });
    } catch (UncheckedIOException closed) {
      // The end of a stream is told below, however it came.
    }
    events.add(END);
  }

  private static Event event(Map<String, String> fields) {
    return new Event(
        fields.getOrDefault("id", ""),
        fields.getOrDefault("event", ""),
        fields.getOrDefault("data", ""));
  }

  public Answer head() {
    return head;
  }

  /** The next status event; comments are passed over. */
  public Event next() {
    return poll(PATIENCE).orElseThrow(() -> new AssertionError("No event within " + PATIENCE));
  }

  /** Whether nothing is told for so long. */
  public boolean isSilentFor(Duration time) {
    return poll(time).isEmpty();
  }

  /** Every event until the server closes the stream. */
  public List<Event> untilTheEnd() {
    var all = new ArrayList<Event>();
    for (var event = take(PATIENCE); !event.equals(Optional.of(END)); event = take(PATIENCE)) {
      all.add(event.orElseThrow(() -> new AssertionError("The stream does not end: " + all)));
    }
    return all.stream().filter(event -> !event.name().isEmpty()).toList();
  }

  private Optional<Event> poll(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (true) {
      var event = take(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
      if (event.equals(Optional.of(END))) {
        throw new AssertionError("The stream has ended");
      }
      if (event.isEmpty() || !event.get().name().isEmpty()) {
        return event;
      }
    }
  }

  private Optional<Event> take(Duration time) {
    try {
      return Optional.ofNullable(events.poll(time.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  @Override
  public void close() {
    lines.close();
  }
}
