package dev.diddo.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A body that is read while it arrives. The client is held back until the reader wants more, so
 * that no more than a few chunks are ever in memory. Read by one thread.
 */
public final class BodyStream extends InputStream {
  /** Some 64 KiB: enough to read while more is on its way. */
  private static final int CHUNKS_AHEAD = 8;

  private final HttpServerRequest request;
  private final Context context;
  private final long maxBytes;
  private final HttpLimits limits;

  // Bounded by what is fetched: never more than so many chunks and one end.
  private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
  private byte[] chunk = {};
  private int at;
  private long total;
  private boolean ended;
  private long waitedNanos;
  private final MessageDigest digest = JsonDigest.sha256();

  // On the event loop alone.
  private boolean abandoned;
  private long discarded;

  private sealed interface Piece {
    record Bytes(byte[] bytes) implements Piece {}

    record End() implements Piece {}

    record Broken() implements Piece {}
  }

  /** To be called on the request's event loop. */
  static BodyStream of(
      HttpServerRequest request, Context context, long maxBytes, HttpLimits limits) {
    var stream = new BodyStream(request, context, maxBytes, limits);
    request.pause();
    request.handler(stream::arrived);
    request.endHandler(_ -> stream.pieces.add(new Piece.End()));
    request.exceptionHandler(_ -> stream.pieces.add(new Piece.Broken()));
    request.fetch(CHUNKS_AHEAD);
    return stream;
  }

  private BodyStream(HttpServerRequest request, Context context, long maxBytes, HttpLimits limits) {
    this.request = request;
    this.context = context;
    this.maxBytes = maxBytes;
    this.limits = limits;
  }

  private void arrived(Buffer buffer) {
    if (!abandoned) {
      pieces.add(new Piece.Bytes(buffer.getBytes()));
      return;
    }
    discarded += buffer.length();
    if (discarded > BodyCollector.MAX_DISCARDED) {
      request.connection().close();
    }
  }

  /**
   * Nobody reads the rest. A client that sends too much reads its answer only if what it still
   * sends is taken, up to a point.
   */
  void abandon() {
    context.runOnContext(
        _ -> {
          abandoned = true;
          if (!request.isEnded()) {
            request.resume();
          }
        });
  }

  @Override
  public int read() throws IOException {
    return isAtEnd() ? -1 : chunk[at++] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (isAtEnd()) {
      return -1;
    }
    int count = Math.min(length, chunk.length - at);
    System.arraycopy(chunk, at, target, offset, count);
    at += count;
    return count;
  }

  private boolean isAtEnd() throws IOException {
    while (at == chunk.length && !ended) {
      switch (next()) {
        case Piece.Bytes(var bytes) -> take(bytes);
        case Piece.End() -> ended = true;
        case Piece.Broken() -> throw new IOException("The client left before the end of the body");
      }
    }
    return at == chunk.length;
  }

  private void take(byte[] bytes) {
    total += bytes.length;
    if (total > maxBytes) {
      throw new RefusedException(BodyCollector.tooLarge(maxBytes));
    }
    digest.update(bytes);
    chunk = bytes;
    at = 0;
    context.runOnContext(_ -> request.fetch(1));
  }

  /** A hash of the whole body, of which the rest is read. */
  byte[] readDigest() throws IOException {
    transferTo(OutputStream.nullOutputStream());
    return digest.digest();
  }

  private Piece next() throws IOException {
    try {
      long began = System.nanoTime();
      var piece = pieces.poll(limits.bodyArrival().toMillis(), TimeUnit.MILLISECONDS);
      waitedNanos += System.nanoTime() - began;
      if (piece == null || waitedNanos > limits.bodyInAll().toNanos()) {
        context.runOnContext(_ -> request.connection().close());
        throw new IOException("The body arrived too slowly");
      }
      return piece;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IOException("The service is stopping", stopping);
    }
  }
}
