package dev.diddo.gateway.memory;

import dev.diddo.gateway.memory.Books.Status;
import dev.diddo.gateway.spi.GatewayContext;
import dev.diddo.gateway.spi.Notifications;
import dev.diddo.gateway.spi.PaymentReference;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Gateways that believe the wrong messages, each in one way. */
final class WrongMessages {
  private WrongMessages() {}

  static MemoryGateway acceptsForgedMessages(GatewayContext context) {
    return notifying(
        context,
        gateway ->
            new MemoryNotifications(gateway.secret(), context.clock()) {
              @Override
              boolean isGenuine(String expected, String given) {
                return true;
              }
            });
  }

  static MemoryGateway acceptsUnsignedMessages(GatewayContext context) {
    return notifying(
        context,
        gateway ->
            new MemoryNotifications(gateway.secret(), context.clock()) {
              @Override
              public Notice verify(RawNotification raw) {
                return raw.headers().isEmpty()
                    ? new Notice("evt_0", new Subject.Nothing())
                    : super.verify(raw);
              }
            });
  }

  static MemoryGateway acceptsOldMessages(GatewayContext context) {
    return notifying(
        context,
        gateway ->
            new MemoryNotifications(gateway.secret(), context.clock()) {
              @Override
              boolean isRecent(Duration age) {
                return age.isPositive() || super.isRecent(age);
              }
            });
  }

  static MemoryGateway acceptsMessagesFromTheFuture(GatewayContext context) {
    return notifying(
        context,
        gateway ->
            new MemoryNotifications(gateway.secret(), context.clock()) {
              @Override
              boolean isRecent(Duration age) {
                return age.isNegative() || super.isRecent(age);
              }
            });
  }

  static MemoryGateway fallsOverMalformedHeaders(GatewayContext context) {
    return notifying(
        context,
        gateway ->
            new MemoryNotifications(gateway.secret(), context.clock()) {
              @Override
              RuntimeException malformed() {
                return new ArrayIndexOutOfBoundsException();
              }
            });
  }

  static MemoryGateway makesUpAnIdForEachMessage(GatewayContext context) {
    return notifying(
        context,
        gateway ->
            new MemoryNotifications(gateway.secret(), context.clock()) {
              @Override
              Notice notice(String[] words) {
                return new Notice(gateway.books.newId("evt_"), super.notice(words).subject());
              }
            });
  }

  static MemoryGateway namesNoPayment(GatewayContext context) {
    return notifying(
        context,
        gateway ->
            new MemoryNotifications(gateway.secret(), context.clock()) {
              @Override
              Notice notice(String[] words) {
                return new Notice(words[0], new Subject.Nothing());
              }
            });
  }

  static MemoryGateway believesWhatAMessageSays(GatewayContext context) {
    return notifying(
        context,
        gateway ->
            new MemoryNotifications(gateway.secret(), context.clock()) {
              @Override
              Notice notice(String[] words) {
                var about = new PaymentReference(words[1], Optional.empty());
                gateway
                    .books
                    .find(about)
                    .ifPresent(payment -> payment.status = Status.valueOf(words[2]));
                return super.notice(words);
              }
            });
  }

  static MemoryGateway notifying(
      GatewayContext context, Function<MemoryGateway, Notifications> notifications) {
    return new MemoryGateway(context) {
      private final Notifications wrong = notifications.apply(this);

      @Override
      public Optional<Notifications> notifications() {
        return Optional.of(wrong);
      }
    };
  }
}
