package dev.diddo.bootstrap.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** A line to a server that can fall silent: nothing is refused, and nothing arrives. */
final class SlowLine implements AutoCloseable {
  private final String host;
  private final int port;
  private final ServerSocket door;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private volatile boolean silent;
  private volatile boolean closed;

  SlowLine(String host, int port) {
    this.host = host;
    this.port = port;
    try {
      this.door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  void fallSilent() {
    silent = true;
  }

  void speakAgain() {
    silent = false;
  }

  private void accept() {
    try {
      while (!closed) {
        var near = door.accept();
        sockets.add(near);
        Thread.ofVirtual().start(() -> connect(near));
      }
    } catch (IOException over) {
      // Closed.
    }
  }

  private void connect(Socket near) {
    try {
      awaitSpeech();
      var far = new Socket(host, port);
      sockets.add(far);
      Thread.ofVirtual().start(() -> pass(far, near));
      pass(near, far);
    } catch (IOException gone) {
      end(near);
    }
  }

  private void pass(Socket from, Socket to) {
    var buffer = new byte[8192];
    try {
      for (int n = from.getInputStream().read(buffer); n >= 0; n = read(from, buffer)) {
        awaitSpeech();
        to.getOutputStream().write(buffer, 0, n);
      }
    } catch (IOException gone) {
      // Both ends below.
    }
    end(from);
    end(to);
  }

  private static int read(Socket from, byte[] buffer) throws IOException {
    return from.getInputStream().read(buffer);
  }

  private void awaitSpeech() {
    while (silent && !closed) {
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      // That is what was wanted.
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    door.close();
    sockets.forEach(SlowLine::end);
  }
}
