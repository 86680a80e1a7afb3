package dev.diddo.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.diddo.gateway.spi.Notifications.RawNotification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A checkout that takes notifications, or does not. */
final class ListeningCheckout implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  private final BlockingQueue<RawNotification> received = new LinkedBlockingQueue<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private final HttpServer server;
  private volatile CountDownLatch answering = new CountDownLatch(0);

  ListeningCheckout() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          var signature = exchange.getRequestHeaders().get("sandbox-signature");
          var body = exchange.getRequestBody().readAllBytes();
          received.add(new RawNotification(Map.of("sandbox-signature", signature), body));
          try {
            answering.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.sendResponseHeaders(refusals.getAndDecrement() > 0 ? 503 : 204, -1);
          exchange.close();
        });
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:%d/notifications".formatted(server.getAddress().getPort()));
  }

  /** So many of the next messages are not taken. */
  void refuse(int messages) {
    refusals.set(messages);
  }

  /** No message is answered until {@link #answer}. */
  void keepWaiting() {
    answering = new CountDownLatch(1);
  }

  void answer() {
    answering.countDown();
  }

  RawNotification next() throws InterruptedException {
    var message = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(message).as("a notification").isNotNull();
    return message;
  }

  /** The types of the next so many messages, in the order of their arrival. */
  List<String> types(int messages) throws Exception {
    var types = new ArrayList<String>();
    for (int i = 0; i < messages; i++) {
      types.add(field(next(), "type"));
    }
    return types;
  }

  boolean hasMore() {
    return !received.isEmpty();
  }

  static String field(RawNotification message, String field) throws IOException {
    return new ObjectMapper().readTree(message.body()).path(field).asText();
  }

  @Override
  public void close() {
    answering.countDown();
    server.stop(0);
  }
}
