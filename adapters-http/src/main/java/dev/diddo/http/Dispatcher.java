package dev.diddo.http;

import dev.diddo.application.OutageException;
import dev.diddo.application.UnknownOutcomeException;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.Ulid;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Takes requests in on event loops, has each answered on a virtual thread of its own, and sees that
 * the answer is written on the event loop again.
 */
final class Dispatcher {
  private static final String NO_ROUTE = "none";

  private final Vertx vertx;
  private final Routes routes;
  private final Answering answering;
  private final ClientAddresses addresses;
  private final Telemetry telemetry;
  private final HttpLimits limits;
  private final Ids ids;
  private final Executor threads;
  private final Places requestPlaces;
  private final Places streamPlaces;
  private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();

  Dispatcher(
      Vertx vertx,
      Routes routes,
      Answering answering,
      ClientAddresses addresses,
      Telemetry telemetry,
      HttpLimits limits,
      Ids ids,
      Executor threads) {
    this.vertx = vertx;
    this.routes = routes;
    this.answering = answering;
    this.addresses = addresses;
    this.telemetry = telemetry;
    this.limits = limits;
    this.ids = ids;
    this.threads = threads;
    this.requestPlaces = new Places(limits.requests());
    this.streamPlaces = new Places(limits.streams());
    telemetry.watch("http.server.streams", "Open event streams", streamPlaces::taken);
  }

  /** One for each event loop. */
  Router router() {
    var router = Router.router(vertx);
    for (var path : routes.paths()) {
      router.route(path.replaceAll("\\{([^}]+)}", ":$1")).handler(there -> dispatch(path, there));
    }
    router.errorHandler(400, there -> refuse(there, badRequest()));
    router.errorHandler(404, there -> refuse(there, Problem.notFound()));
    router.errorHandler(500, this::failed);
    return router;
  }

  private void dispatch(String path, RoutingContext there) {
    var method = there.request().method();
    var route = routes.find(path, method);
    var exchange = exchange(there.request(), path, routes.isCrossOrigin(path));
    if (route.isPresent()) {
      takeIfReadable(exchange, route.get(), there);
    } else if (method.equals(HttpMethod.OPTIONS)) {
      exchange.reply(
          routes.isCrossOrigin(path)
              ? Cors.preflight(routes.allowed(path))
              : Reply.noContent().header("Allow", routes.allowed(path)));
    } else {
      var allowed = routes.allowed(path);
      exchange.reply(
          Reply.of(
              Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "Allowed here: " + allowed + ".")
                  .header("Allow", allowed)));
    }
  }

  private Exchange exchange(HttpServerRequest request, String path, boolean crossOrigin) {
    var trace =
        Trace.of(
            Optional.ofNullable(request.getHeader("Request-Id")),
            Optional.ofNullable(request.getHeader("traceparent")),
            () -> Ulid.text(ids.next()));
    return new Exchange(vertx, request, telemetry, path, trace, crossOrigin);
  }

  private void refuse(RoutingContext there, Problem problem) {
    exchange(there.request(), NO_ROUTE, true).reply(Reply.of(problem));
  }

  /** Only a fault of ours: endpoints run elsewhere. */
  private void failed(RoutingContext there) {
    var exchange = exchange(there.request(), NO_ROUTE, true);
    telemetry.fault(NO_ROUTE, exchange.trace(), there.failure());
    exchange.reply(Reply.of(Answering.internal()));
  }

  /** A head that could not be read at all; the connection is of no more use. */
  void invalid(HttpServerRequest request) {
    var cause = request.decoderResult().cause();
    boolean tooLong =
        cause instanceof io.netty.handler.codec.http.TooLongHttpHeaderException
            || cause instanceof io.netty.handler.codec.http.TooLongHttpLineException;
    var problem =
        tooLong
            ? Problem.of(ProblemCode.HEADERS_TOO_LARGE, "At most " + limits.headBytes() + " bytes.")
            : badRequest();
    exchange(request, NO_ROUTE, true).reply(Reply.of(problem).header("Connection", "close"));
  }

  private static Problem badRequest() {
    return Problem.of(ProblemCode.INVALID_PARAMETER, "The head of the request is not valid HTTP.");
  }

  private void takeIfReadable(Exchange exchange, Route route, RoutingContext there) {
    try {
      there.queryParams();
    } catch (HttpException | IllegalArgumentException badlyEncoded) {
      exchange.reply(Reply.of(badRequest()));
      return;
    }
    take(exchange, route, there);
  }

  private void take(Exchange exchange, Route route, RoutingContext there) {
    var request = exchange.request();
    long maxBytes = route.intake().maxBytes();
    if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
      if (BodyCollector.declaredBytes(request) > maxBytes) {
        // It was not asked to go on, but may all the same: what follows cannot be told apart.
        exchange.reply(Reply.of(BodyCollector.tooLarge(maxBytes)).header("Connection", "close"));
        return;
      }
      request.response().writeContinue();
    }
    if (route.intake().streamed()) {
      var stream = BodyStream.of(request, exchange.context(), maxBytes, limits);
      work(exchange, route, call(there, new byte[0], Optional.of(stream)));
      return;
    }
    BodyCollector.collect(vertx, request, maxBytes, limits.bodyArrival())
        .onSuccess(body -> work(exchange, route, call(there, body, Optional.empty())))
        .onFailure(
            failure -> {
              if (failure instanceof RefusedException refused) {
                exchange.reply(Reply.of(refused.problem()));
              }
            });
  }

  private Call.Request call(RoutingContext there, byte[] body, Optional<BodyStream> stream) {
    var request = there.request();
    return new Call.Request(
        request.method().name(),
        there.normalizedPath(),
        there.pathParams(),
        there.queryParams(),
        request.headers(),
        addresses.of(
            request.remoteAddress().hostAddress(), request.headers().getAll("X-Forwarded-For")),
        body,
        stream);
  }

  private void work(Exchange exchange, Route route, Call.Request request) {
    if (!requestPlaces.tryTake()) {
      exchange.reply(Reply.of(overloaded()));
      request.stream().ifPresent(BodyStream::abandon);
      return;
    }
    threads.execute(
        () -> {
          try {
            var reply = answer(exchange, route, request);
            if (reply.content() instanceof Reply.Content.Events(var source)) {
              stream(exchange, reply, source);
            } else {
              exchange.reply(reply);
            }
          } finally {
            requestPlaces.leave();
            request.stream().ifPresent(BodyStream::abandon);
          }
        });
  }

  private Reply answer(Exchange exchange, Route route, Call.Request request) {
    try {
      var reply = answering.answer(route, request);
      reply.afterwards().ifPresent(work -> follow(exchange, work));
      return reply;
    } catch (RefusedException refused) {
      return Reply.of(refused.problem());
    } catch (OutageException outage) {
      telemetry.outage(exchange.route(), exchange.trace(), outage);
      return Reply.of(mayBeDoneTwice(route, request, outage) ? unknown() : overloaded());
    } catch (RuntimeException | Error fault) {
      // Also an Error: whatever happens to us, the client is answered.
      telemetry.fault(exchange.route(), exchange.trace(), fault);
      return Reply.of(Answering.internal());
    }
  }

  /** What the call did is kept already, so its answer stands whatever happens now. */
  private void follow(Exchange exchange, Runnable work) {
    try {
      work.run();
    } catch (OutageException outage) {
      telemetry.outage(exchange.route(), exchange.trace(), outage);
    } catch (RuntimeException fault) {
      telemetry.fault(exchange.route(), exchange.trace(), fault);
    }
  }

  private void stream(Exchange exchange, Reply reply, EventSource source) {
    if (exchange.request().method().equals(HttpMethod.HEAD)) {
      exchange.reply(Reply.of(reply.status(), "text/event-stream", new byte[0]));
      return;
    }
    if (!streamPlaces.tryTake()) {
      exchange.reply(Reply.of(overloaded()));
      return;
    }
    exchange.context().runOnContext(_ -> open(exchange, reply, source));
  }

  private void open(Exchange exchange, Reply reply, EventSource source) {
    if (exchange.isOver()) {
      streamPlaces.leave();
      return;
    }
    var stream = exchange.open(reply, vertx, limits, this::closed);
    streams.add(stream);
    threads.execute(() -> stream.startedBy(source.start(stream), threads));
  }

  private void closed(EventStream stream) {
    streams.remove(stream);
    streamPlaces.leave();
  }

  /** Clients of a stream come back by themselves, to whoever serves then. */
  void endStreams() {
    streams.forEach(EventStream::end);
  }

  /** Whether whoever sends it again may have it done a second time. */
  private static boolean mayBeDoneTwice(Route route, Call.Request request, OutageException outage) {
    return outage instanceof UnknownOutcomeException
        && route.repetition() == Route.Repetition.ANSWERED_ONCE
        && !request.headers().contains(Idempotency.HEADER);
  }

  private static Problem unknown() {
    return Problem.of(
            ProblemCode.OUTCOME_UNKNOWN,
            "Read the order before you send it again; with an Idempotency-Key that is safe.")
        .retryAfter(Duration.ofSeconds(1));
  }

  /** So that a crowd that was turned away does not come back as one. */
  private static Problem overloaded() {
    return Problem.overloaded(Duration.ofSeconds(1 + ThreadLocalRandom.current().nextLong(5)));
  }
}
