package dev.diddo.gateway.memory;

import dev.diddo.gateway.memory.Books.Entry;
import dev.diddo.gateway.memory.Books.Status;
import dev.diddo.gateway.spi.AmountRule;
import dev.diddo.gateway.spi.GatewayContext;
import dev.diddo.gateway.spi.GatewayUnreachableException;
import dev.diddo.gateway.spi.Handover;
import dev.diddo.gateway.spi.Money;
import dev.diddo.gateway.spi.PaymentReference;
import dev.diddo.gateway.spi.PaymentRequest;
import dev.diddo.gateway.spi.PaymentState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.ConcurrentHashMap;

/** Gateways that open, find or end payments wrongly, each in one way. */
final class WrongPayments {
  private WrongPayments() {}

  static MemoryGateway chargesTwiceForOneKey(GatewayContext context) {
    return new MemoryGateway(context) {
      @Override
      public PaymentState open(PaymentRequest request) {
        return line.call(() -> state(books.openAnother(request)));
      }
    };
  }

  static MemoryGateway forgetsTheKeyUnderThreads(GatewayContext context) {
    return new MemoryGateway(context) {
      private final Company company = new Company();

      @Override
      public PaymentState open(PaymentRequest request) {
        var reference = new PaymentReference(request.reference(), Optional.empty());
        if (books.find(reference).isEmpty()) {
          company.await();
          return line.call(() -> state(books.openAnother(request)));
        }
        return super.open(request);
      }
    };
  }

  static MemoryGateway opensAnewWhatWasDeclined(GatewayContext context) {
    return new MemoryGateway(context) {
      @Override
      public PaymentState open(PaymentRequest request) {
        return super.open(request) instanceof PaymentState.Declined
            ? line.call(() -> state(books.openAnother(request)))
            : super.open(request);
      }
    };
  }

  static MemoryGateway thinksThatEveryCurrencyHasCents(GatewayContext context) {
    return new MemoryGateway(context) {
      @Override
      PaymentState state(Entry payment) {
        return super.state(payment) instanceof PaymentState.Authorised(var id, var amount)
            ? new PaymentState.Authorised(id, byWayOfCents(amount))
            : super.state(payment);
      }

      private Money byWayOfCents(Money amount) {
        var digits = amount.currency().getDefaultFractionDigits();
        return new Money(
            BigDecimal.valueOf(amount.minorUnits(), 2)
                .movePointRight(digits)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact(),
            amount.currency());
      }
    };
  }

  static MemoryGateway refusesAmountsThatItSaysItTakes(GatewayContext context) {
    return new MemoryGateway(context) {
      @Override
      public PaymentState open(PaymentRequest request) {
        return request.amount().minorUnits() < 50
            ? new PaymentState.Declined("none", "amount_too_small")
            : super.open(request);
      }
    };
  }

  static MemoryGateway hasRulesThatNoAmountFits(GatewayContext context) {
    return new MemoryGateway(context) {
      @Override
      public Optional<AmountRule> amounts(Currency currency) {
        return currency.getDefaultFractionDigits() == 3
            ? Optional.of(new AmountRule(1, 5, 10))
            : super.amounts(currency);
      }
    };
  }

  static MemoryGateway looksUpFromACache(GatewayContext context) {
    return new MemoryGateway(context) {
      private final Map<String, PaymentState> seen = new ConcurrentHashMap<>();

      @Override
      public PaymentState lookUp(PaymentReference reference) {
        var state = super.lookUp(reference);
        return state instanceof PaymentState.Open
            ? seen.computeIfAbsent(reference.reference(), _ -> state)
            : seen.getOrDefault(reference.reference(), state);
      }
    };
  }

  static MemoryGateway findsNothingByReferenceAlone(GatewayContext context) {
    return new MemoryGateway(context) {
      @Override
      public PaymentState lookUp(PaymentReference reference) {
        return reference.gatewayId().isEmpty()
            ? line.call(PaymentState.Missing::new)
            : super.lookUp(reference);
      }
    };
  }

  static MemoryGateway saysDeclinedOfWhatIsMissing(GatewayContext context) {
    return new MemoryGateway(context) {
      @Override
      public PaymentState lookUp(PaymentReference reference) {
        return super.lookUp(reference) instanceof PaymentState.Missing
            ? new PaymentState.Declined("none", "not_found")
            : super.lookUp(reference);
      }
    };
  }

  static MemoryGateway throwsForADecline(GatewayContext context) {
    return new MemoryGateway(context) {
      @Override
      PaymentState state(Entry payment) {
        if (payment.status == Status.DECLINED) {
          throw new IllegalStateException("the card was declined");
        }
        return super.state(payment);
      }
    };
  }

  static MemoryGateway explainsADeclineInASentence(GatewayContext context) {
    return new MemoryGateway(context) {
      @Override
      PaymentState state(Entry payment) {
        return super.state(payment) instanceof PaymentState.Declined(var id, _)
            ? new PaymentState.Declined(id, "Ada's card was refused.")
            : super.state(payment);
      }
    };
  }

  static MemoryGateway cancelsWhatIsAuthorised(GatewayContext context) {
    return new MemoryGateway(context) {
      @Override
      public PaymentState cancel(PaymentReference reference) {
        return change(reference, payment -> payment.status = Status.CANCELLED);
      }
    };
  }

  static MemoryGateway neverExpires(GatewayContext context) {
    return new MemoryGateway(context) {
      @Override
      PaymentState state(Entry payment) {
        return payment.status == Status.OPEN
            ? new PaymentState.Open(payment.id, handover(payment))
            : super.state(payment);
      }
    };
  }

  static MemoryGateway expiresWhatIsAuthorised(GatewayContext context) {
    return new MemoryGateway(context) {
      @Override
      PaymentState state(Entry payment) {
        return context.clock().instant().isAfter(payment.request.expiresAt())
            ? new PaymentState.Cancelled(payment.id)
            : super.state(payment);
      }
    };
  }

  static MemoryGateway alwaysSendsToItsPage(GatewayContext context) {
    return new MemoryGateway(context) {
      @Override
      Handover handover(Entry payment) {
        return new Handover.Hosted(URI.create("https://pay.example/" + payment.id));
      }
    };
  }

  static MemoryGateway hidesAWayToPay(GatewayContext context) {
    return new MemoryGateway(context) {
      @Override
      public SequencedSet<Handover.Mode> modes() {
        return new LinkedHashSet<>(List.of(Handover.Mode.HOSTED));
      }
    };
  }

  static MemoryGateway tellsTheBrowserItsSecret(GatewayContext context) {
    return new MemoryGateway(context) {
      @Override
      Handover handover(Entry payment) {
        return super.handover(payment) instanceof Handover.Embedded
            ? new Handover.Embedded(Map.of("client_secret", payment.id + secret()))
            : super.handover(payment);
      }
    };
  }

  static MemoryGateway inventsADeclineForSilence(GatewayContext context) {
    return new MemoryGateway(context) {
      @Override
      public PaymentState open(PaymentRequest request) {
        try {
          return super.open(request);
        } catch (Line.LostException | GatewayUnreachableException silence) {
          return new PaymentState.Declined("none", "processing_error");
        }
      }
    };
  }

  static MemoryGateway callsALostAnswerUnreachable(GatewayContext context) {
    return new MemoryGateway(context) {
      @Override
      public PaymentState open(PaymentRequest request) {
        try {
          return super.open(request);
        } catch (Line.LostException silence) {
          throw new GatewayUnreachableException("timeout", silence);
        }
      }
    };
  }

  static MemoryGateway saysMissingDuringAnOutage(GatewayContext context) {
    return new MemoryGateway(context) {
      @Override
      public PaymentState lookUp(PaymentReference reference) {
        try {
          return super.lookUp(reference);
        } catch (GatewayUnreachableException outage) {
          return new PaymentState.Missing();
        }
      }
    };
  }
}
