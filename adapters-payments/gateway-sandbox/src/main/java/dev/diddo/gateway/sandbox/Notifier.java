package dev.diddo.gateway.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.diddo.gateway.sandbox.Payment.Event;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Tells the checkout what happened, as often as it takes: until it is acknowledged by a 2xx, or the
 * tries are used up. What is left to tell is in the {@link Ledger}, so a restart goes on with it;
 * here are only the names of payments, and of those a limited number.
 */
final class Notifier implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Notifier.class.getName());

  /** How long to wait before each try: ten of them within about ten minutes. */
  static final List<Duration> DELAYS =
      List.of(
          Duration.ZERO,
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(12),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(3),
          Duration.ofMinutes(4));

  private static final int THREADS = 4; // the checkout is near and answers at once
  private static final int MAX_IN_HAND = 10_000; // names; what is beyond waits in the ledger
  private static final Duration SWEEP = Duration.ofSeconds(30);
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final Ledger ledger;
  private final SignedNotifications signatures;
  private final URI url;
  private final List<Duration> delays;
  private final ObjectMapper json = new ObjectMapper();
  private final Set<String> inHand = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor threads;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT)
          .build();

  Notifier(Ledger ledger, SignedNotifications signatures, URI url, List<Duration> delays) {
    this.ledger = ledger;
    this.signatures = signatures;
    this.url = url;
    this.delays = List.copyOf(delays);
    this.threads =
        new ScheduledThreadPoolExecutor(
            THREADS, Thread.ofPlatform().daemon().name("sandbox-notifier-", 1).factory());
    threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    var _ = threads.scheduleWithFixedDelay(this::sweep, 0, SWEEP.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** This payment has something to tell. Returns at once; what finds no room here is swept up. */
  void wake(String name) {
    if (inHand.size() < MAX_IN_HAND && inHand.add(name)) {
      tryLater(name, 0);
    }
  }

  /** Afterwards nothing is written any more. What was under way is told after the next start. */
  @Override
  public void close() {
    threads.shutdownNow();
    http.shutdownNow();
    try {
      if (!threads.awaitTermination(ANSWER.toSeconds(), TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, "The sandbox's notifier does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sweep() {
    try {
      ledger.undelivered(MAX_IN_HAND).forEach(this::wake);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The sandbox could not read what is left to tell", e);
    }
  }

  private void tryLater(String name, int tries) {
    try {
      // What an attempt throws it reports itself.
      var _ =
          threads.schedule(
              () -> attempt(name, tries), delays.get(tries).toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "The sandbox is closed: the next start tells {0}", name);
    }
  }

  private void attempt(String name, int tries) {
    try {
      if (tellAll(name)) {
        ledger.allTold(name);
        letGo(name);
      } else {
        again(name, tries);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed: the next start goes on
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The sandbox could not tell of " + name, e);
      again(name, tries);
    }
  }

  /** Oldest first; the next waits until the one before is acknowledged. */
  private boolean tellAll(String name) throws InterruptedException {
    for (var next = next(name); next.isPresent(); next = next(name)) {
      var event = next.get().undelivered().getFirst();
      if (!acknowledged(next.get(), event)) {
        return false;
      }
      ledger.change(name, payment -> payment.delivered(event.id()));
    }
    return true;
  }

  private Optional<Payment> next(String name) {
    return ledger.find(name).filter(payment -> !payment.undelivered().isEmpty());
  }

  private void again(String name, int tries) {
    if (threads.isShutdown()) {
      return; // it failed because we end: the next start tells it
    }
    if (tries + 1 < delays.size()) {
      tryLater(name, tries + 1);
      return;
    }
    LOG.log(Level.WARNING, "The sandbox gives up telling of {0}: nobody acknowledged it", name);
    try {
      ledger.change(name, Payment::nothingToTell);
    } finally {
      inHand.remove(name);
    }
  }

  /** After letting go, what was added in the meantime is picked up again. */
  private void letGo(String name) {
    inHand.remove(name);
    if (next(name).isPresent()) {
      wake(name);
    }
  }

  private boolean acknowledged(Payment payment, Event event) throws InterruptedException {
    var body = body(payment, event);
    var request =
        HttpRequest.newBuilder(url)
            .timeout(ANSWER)
            .header("Content-Type", "application/json")
            .header(SignedNotifications.HEADER, signatures.sign(body))
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    try {
      var status = http.send(request, BodyHandlers.discarding()).statusCode();
      return status >= 200 && status < 300;
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "A notification was not taken", e);
      return false;
    }
  }

  private byte[] body(Payment payment, Event event) {
    var message = new LinkedHashMap<String, String>();
    message.put("id", event.id());
    message.put("type", event.type());
    message.put("reference", payment.terms().reference());
    message.put("payment_id", payment.terms().id());
    message.put("created_at", Instant.ofEpochMilli(event.atMillis()).toString());
    try {
      return json.writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Strings are always written", e);
    }
  }
}
