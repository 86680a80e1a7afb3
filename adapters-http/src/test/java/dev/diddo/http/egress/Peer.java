package dev.diddo.http.egress;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ServerSocketFactory;

/** Whoever is at the other end of a line, with manners that no server has. */
final class Peer implements AutoCloseable {
  private final ServerSocket server;
  private final Manners manners;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  /** The heads of the requests that came, line by line. */
  final List<List<String>> heads = new CopyOnWriteArrayList<>();

  /** How many bytes it got rid of. */
  final AtomicLong written = new AtomicLong();

  /** What it does once it has read a request. */
  interface Manners {
    void answer(OutputStream out) throws IOException, InterruptedException;
  }

  Peer(Manners manners) {
    this(ServerSocketFactory.getDefault(), manners);
  }

  Peer(ServerSocketFactory sockets, Manners manners) {
    this.manners = manners;
    try {
      server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /** Says just this and hangs up. */
  static Manners saying(String answer) {
    return out -> out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        var socket = server.accept();
        sockets.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException closed) {
      // as it was meant
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      var head = new ArrayList<String>();
      int length = 0;
      for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        head.add(line);
        if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
          length = Integer.parseInt(line.substring(15).strip());
        }
      }
      for (int i = 0; i < length; i++) {
        in.read();
      }
      heads.add(head);
      var out = socket.getOutputStream();
      manners.answer(
          new OutputStream() {
            @Override
            public void write(int b) throws IOException {
              write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
              out.write(bytes, from, count);
              out.flush();
              written.addAndGet(count);
            }
          });
    } catch (IOException hungUp) {
      // the other side has had enough
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      for (var socket : sockets) {
        socket.close();
      }
    } catch (IOException closing) {
      throw new UncheckedIOException(closing);
    }
  }
}
