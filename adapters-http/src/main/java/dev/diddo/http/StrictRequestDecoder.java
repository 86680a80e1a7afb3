package dev.diddo.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decodes requests, and is stricter than its parent in ways that only a decoder can be.
 *
 * <p>A head has to arrive as a whole within its time: an idle time-out alone lets a client hold a
 * connection for ever, a byte at a time. And a message that tells its length twice is refused, for
 * two servers in a row may believe two different lengths. So is one in a transfer coding other than
 * chunked: where it ends is anybody's guess.
 */
final class StrictRequestDecoder extends VertxHttpRequestDecoder {
  private final Duration headArrival;
  private final Runnable tooSlow;
  private @Nullable Future<?> deadline;
  private boolean inBody;

  /** To be made when a connection opens: its first head is awaited from then on. */
  StrictRequestDecoder(
      HttpServerOptions options,
      ChannelHandlerContext context,
      Duration headArrival,
      Runnable tooSlow) {
    super(options);
    this.headArrival = headArrival;
    this.tooSlow = tooSlow;
    awaitHead(context);
  }

  private void awaitHead(ChannelHandlerContext context) {
    deadline =
        context
            .executor()
            .schedule(() -> tooLate(context), headArrival.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void tooLate(ChannelHandlerContext context) {
    if (context.channel().config().isAutoRead()) {
      tooSlow.run();
    } else {
      // It is us who do not read on, while an earlier request of the connection is at work.
      awaitHead(context);
    }
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    if (!inBody && deadline == null) {
      awaitHead(context);
    }
    int before = out.size();
    super.decode(context, in, out);
    out.subList(before, out.size()).forEach(this::decoded);
  }

  private void decoded(Object message) {
    if (message instanceof HttpRequest) {
      cancelDeadline();
      inBody = true;
    }
    if (message instanceof LastHttpContent) {
      inBody = false;
    }
  }

  /** Asked once a message, when its headers are known and before its body is looked for. */
  @Override
  protected boolean isContentAlwaysEmpty(@Nullable HttpMessage message) {
    if (message != null && !isPlainOrChunked(message)) {
      throw new IllegalArgumentException("A Transfer-Encoding other than chunked");
    }
    return super.isContentAlwaysEmpty(message);
  }

  private static boolean isPlainOrChunked(HttpMessage message) {
    var codings = message.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
    return codings.isEmpty()
        || (codings.size() == 1
            && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.get(0)));
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("Both Content-Length and Transfer-Encoding");
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    cancelDeadline();
    super.channelInactive(context);
  }

  private void cancelDeadline() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }
}
