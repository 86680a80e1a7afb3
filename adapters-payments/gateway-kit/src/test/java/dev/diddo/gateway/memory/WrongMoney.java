package dev.diddo.gateway.memory;

import dev.diddo.gateway.memory.Books.Entry;
import dev.diddo.gateway.memory.Books.Status;
import dev.diddo.gateway.spi.Captures;
import dev.diddo.gateway.spi.Disputes;
import dev.diddo.gateway.spi.GatewayContext;
import dev.diddo.gateway.spi.Money;
import dev.diddo.gateway.spi.Pages;
import dev.diddo.gateway.spi.PaymentReference;
import dev.diddo.gateway.spi.PaymentState;
import dev.diddo.gateway.spi.Refunds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Gateways that move money wrongly, or declare what they cannot, each in one way. */
final class WrongMoney {
  private WrongMoney() {}

  static MemoryGateway declaresWhatItCannot(GatewayContext context) {
    return new MemoryGateway(context) {
      @Override
      public Optional<Refunds> refunds() {
        return Optional.empty();
      }
    };
  }

  static MemoryGateway doesWhatItDoesNotDeclare(GatewayContext context) {
    return new MemoryGateway(context) {
      @Override
      public Optional<Pages> pages() {
        return Optional.of(_ -> new Pages.Page(404, Map.of(), ""));
      }
    };
  }

  static MemoryGateway takesAtOnceWhatItShouldReserve(GatewayContext context) {
    return new MemoryGateway(context) {
      @Override
      PaymentState state(Entry payment) {
        if (payment.status == Status.AUTHORISED) {
          payment.status = Status.CAPTURED;
          payment.captured = payment.request.amount();
        }
        return super.state(payment);
      }
    };
  }

  static MemoryGateway capturesMoreThanAuthorised(GatewayContext context) {
    return new MemoryGateway(context) {
      @Override
      boolean mayCapture(Entry payment, Money amount) {
        return true;
      }
    };
  }

  static MemoryGateway capturesAllInsteadOfAPart(GatewayContext context) {
    return new MemoryGateway(context) {
      @Override
      public PaymentState capture(PaymentReference reference, Money amount, String key) {
        return super.capture(reference, books.find(reference).orElseThrow().request.amount(), key);
      }
    };
  }

  static MemoryGateway addsUpEachCapture(GatewayContext context) {
    return new MemoryGateway(context) {
      @Override
      public PaymentState capture(PaymentReference reference, Money amount, String key) {
        return change(
            reference,
            payment -> {
              long all = payment.captured.minorUnits() + amount.minorUnits();
              if ((payment.status == Status.AUTHORISED || payment.status == Status.CAPTURED)
                  && all <= payment.request.amount().minorUnits()) {
                payment.status = Status.CAPTURED;
                payment.captured = new Money(all, amount.currency());
              }
            });
      }
    };
  }

  static MemoryGateway releasesWhatWasCaptured(GatewayContext context) {
    return new MemoryGateway(context) {
      @Override
      public PaymentState release(PaymentReference reference, String key) {
        return change(reference, payment -> payment.status = Status.CANCELLED);
      }
    };
  }

  static MemoryGateway capturesWhatWasReleased(GatewayContext context) {
    return new MemoryGateway(context) {
      @Override
      public Optional<Captures> captures() {
        var right = this;
        return Optional.of(
            new Captures() {
              @Override
              public PaymentState capture(PaymentReference reference, Money amount, String key) {
                books
                    .find(reference)
                    .filter(payment -> payment.status == Status.CANCELLED)
                    .ifPresent(payment -> payment.status = Status.AUTHORISED);
                return right.capture(reference, amount, key);
              }

              @Override
              public PaymentState release(PaymentReference reference, String key) {
                return right.release(reference, key);
              }
            });
      }
    };
  }

  static MemoryGateway refundsBeyondWhatWasCaptured(GatewayContext context) {
    return refunding(
        context,
        gateway ->
            new MemoryRefunds(gateway) {
              @Override
              long left(Entry payment) {
                return payment.captured.minorUnits();
              }
            });
  }

  static MemoryGateway refundsTwiceForOneKey(GatewayContext context) {
    return refunding(
        context,
        gateway ->
            new MemoryRefunds(gateway) {
              @Override
              RefundState refund(Entry payment, Money amount, String key) {
                synchronized (payment) {
                  var made = gateway.moved(key, amount, left(payment), "");
                  payment.refunds.put(made.id(), made);
                  return state(made);
                }
              }
            });
  }

  static MemoryGateway checksAndRefundsInTwoSteps(GatewayContext context) {
    return refunding(
        context,
        gateway ->
            new MemoryRefunds(gateway) {
              private final Company company = new Company();

              @Override
              RefundState refund(Entry payment, Money amount, String key) {
                long left;
                synchronized (payment) {
                  left = left(payment);
                }
                company.await();
                synchronized (payment) {
                  return state(
                      payment.refunds.computeIfAbsent(
                          key, _ -> gateway.moved(key, amount, left, "")));
                }
              }
            });
  }

  static MemoryGateway forgetsWhoAskedForARefund(GatewayContext context) {
    return refunding(
        context,
        gateway ->
            new MemoryRefunds(gateway) {
              @Override
              public List<Refund> list(PaymentReference reference) {
                return super.list(reference).stream()
                    .map(
                        it -> new Refund(it.gatewayId(), Optional.empty(), it.amount(), it.state()))
                    .toList();
              }
            });
  }

  static MemoryGateway saysThatARefundFailedWhenItCannotKnow(GatewayContext context) {
    return refunding(
        context,
        gateway ->
            new MemoryRefunds(gateway) {
              @Override
              public RefundState refund(PaymentReference reference, Money amount, String key) {
                try {
                  return super.refund(reference, amount, key);
                } catch (RuntimeException silence) {
                  return new RefundState.Failed("timeout");
                }
              }
            });
  }

  static MemoryGateway throwsForARefundTooMuch(GatewayContext context) {
    return refunding(
        context,
        gateway ->
            new MemoryRefunds(gateway) {
              @Override
              public RefundState refund(PaymentReference reference, Money amount, String key) {
                if (super.refund(reference, amount, key) instanceof RefundState.Failed) {
                  throw new IllegalArgumentException("too much");
                }
                return super.refund(reference, amount, key);
              }
            });
  }

  private static MemoryGateway refunding(
      GatewayContext context, Function<MemoryGateway, Refunds> refunds) {
    return new MemoryGateway(context) {
      @Override
      public Optional<Refunds> refunds() {
        return Optional.of(refunds.apply(this));
      }
    };
  }

  static MemoryGateway transfersBeyondWhatWasCaptured(GatewayContext context) {
    return new MemoryGateway(context) {
      @Override
      long leftToTransfer(Entry payment) {
        return Long.MAX_VALUE;
      }
    };
  }

  static MemoryGateway transfersTwiceForOneKey(GatewayContext context) {
    return new MemoryGateway(context) {
      @Override
      public TransferState transfer(Transfer it) {
        return super.transfer(
            new Transfer(
                it.payment(),
                it.merchantReference(),
                it.account(),
                it.amount(),
                books.newId("key_")));
      }
    };
  }

  static MemoryGateway reversesBeyondTheTransfer(GatewayContext context) {
    return new MemoryGateway(context) {
      @Override
      long leftToReverse(Entry payment, String transfer) {
        return payment.captured.minorUnits();
      }
    };
  }

  static MemoryGateway makesACustomerForEachCall(GatewayContext context) {
    return new MemoryGateway(context) {
      @Override
      public String create(Customer customer, String key) {
        return super.create(customer, books.newId("key_"));
      }
    };
  }

  static MemoryGateway saysThatItDeletesCustomers(GatewayContext context) {
    return new MemoryGateway(context) {
      @Override
      public boolean delete(String id) {
        return true;
      }
    };
  }

  static MemoryGateway showsDisputesOfOtherPayments(GatewayContext context) {
    return new MemoryGateway(context) {
      @Override
      public Optional<Disputes> disputes() {
        var right = super.disputes().orElseThrow();
        return Optional.of(
            _ ->
                books.all().stream()
                    .map(it -> new PaymentReference(it.request.reference(), Optional.empty()))
                    .flatMap(it -> right.list(it).stream())
                    .toList());
      }
    };
  }
}
