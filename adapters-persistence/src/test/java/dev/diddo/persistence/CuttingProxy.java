package dev.diddo.persistence;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stands between a pool and its server, and cuts one connection at the worst moment: when a certain
 * statement is on its way, or when its answer is. It looks for statements where they are prepared,
 * so that each has to be one that its connection runs for the first time.
 */
final class CuttingProxy implements AutoCloseable {
  private static final int BUFFER_BYTES = 65_536;

  private final DatabaseUrl behind;
  private final ServerSocket server;
  private final AtomicReference<Optional<Cut>> next = new AtomicReference<>(Optional.empty());
  private final AtomicBoolean done = new AtomicBoolean();

  /** A statement, by a part of it, and what is lost: it itself or its answer. */
  private record Cut(String statement, boolean answer) {}

  CuttingProxy(DatabaseUrl behind) throws IOException {
    this.behind = behind;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  DatabaseUrl url() {
    return DatabaseUrl.parse(
        "postgresql://%s:%s@localhost:%d/%s?sslmode=disable"
            .formatted(behind.user(), behind.password(), server.getLocalPort(), behind.database()));
  }

  void cutAnswerTo(String statement) {
    next.set(Optional.of(new Cut(statement, true)));
  }

  void cutBefore(String statement) {
    next.set(Optional.of(new Cut(statement, false)));
  }

  boolean hasCut() {
    return done.get();
  }

  private void accept() {
    try {
      while (true) {
        var client = server.accept();
        var target = URI.create(behind.jdbc().substring("jdbc:".length()));
        var backend = new Socket(target.getHost(), target.getPort());
        var connection = new Connection(client, backend);
        Thread.ofVirtual().start(connection::requests);
        Thread.ofVirtual().start(connection::answers);
      }
    } catch (IOException closed) {
      // Then nobody connects any more.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private final class Connection {
    private final Socket client;
    private final Socket backend;
    private volatile boolean prepared;
    private volatile boolean executed;

    Connection(Socket client, Socket backend) {
      this.client = client;
      this.backend = backend;
    }

    void requests() {
      pump(client, backend, this::mayAsk);
    }

    void answers() {
      pump(backend, client, this::mayAnswer);
    }

    /** Statements are prepared by one message and run by a later one. */
    private boolean mayAsk(byte[] bytes, int length) {
      var text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
      var cut = next.get();
      if (prepared) {
        executed = true;
      }
      if (cut.isEmpty() || !text.contains(cut.get().statement())) {
        return true;
      }
      prepared = true;
      if (!cut.get().answer()) {
        return !end();
      }
      return true;
    }

    private boolean mayAnswer(byte[] bytes, int length) {
      return !executed || !end();
    }

    private boolean end() {
      next.set(Optional.empty());
      done.set(true);
      closeQuietly(client);
      closeQuietly(backend);
      return true;
    }
  }

  /** Whether bytes may go on. */
  @FunctionalInterface
  private interface Filter {
    boolean lets(byte[] bytes, int length);
  }

  private static void pump(Socket from, Socket to, Filter filter) {
    try (InputStream in = from.getInputStream()) {
      var buffer = new byte[BUFFER_BYTES];
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        if (!filter.lets(buffer, length)) {
          return;
        }
        to.getOutputStream().write(buffer, 0, length);
      }
    } catch (IOException gone) {
      // One side has hung up; so does the other.
    } finally {
      closeQuietly(from);
      closeQuietly(to);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      // It was closed already.
    }
  }
}
