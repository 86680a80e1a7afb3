package dev.diddo.application.payment;

import dev.diddo.application.payment.ScriptedGateways.Call;
import dev.diddo.application.payment.ScriptedGateways.Death;
import dev.diddo.application.payment.ScriptedGateways.Fault;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** What is to go wrong with which calls, and what is to happen while they are under way. */
final class FaultPlan {
  private final Map<Call, Deque<Fault>> faults = new EnumMap<>(Call.class);
  private final Map<Call, Deque<Runnable>> meanwhile = new EnumMap<>(Call.class);
  private final Map<Call, Integer> calls = new EnumMap<>(Call.class);
  private boolean down;

  /** How often each thread has asked. */
  private final Map<Thread, Integer> askedBy = new WeakHashMap<>();

  private int mostOfATask;

  synchronized void fail(Call call, Fault... inThisOrder) {
    faults.computeIfAbsent(call, _ -> new ArrayDeque<>()).addAll(List.of(inThisOrder));
  }

  synchronized void meanwhile(Call call, Runnable happening) {
    meanwhile.computeIfAbsent(call, _ -> new ArrayDeque<>()).add(happening);
  }

  synchronized void down(boolean isDown) {
    down = isDown;
  }

  synchronized void recover() {
    down = false;
    faults.clear();
    meanwhile.clear();
  }

  synchronized int calls(Call call) {
    return calls.getOrDefault(call, 0);
  }

  /** How often one virtual thread has asked at most; each thing reconciled has one of its own. */
  synchronized int mostCallsOfATask() {
    return mostOfATask;
  }

  /**
   * Has it done as planned, then whatever happens meanwhile.
   *
   * @param wrong the answer with a fault, given the right one where the work was done
   */
  <T> T ask(Call call, Supplier<T> work, BiFunction<Fault, Optional<T>, T> wrong) {
    var answer = answer(next(call), work, wrong);
    happening(call).ifPresent(Runnable::run);
    return answer;
  }

  private synchronized Optional<Fault> next(Call call) {
    calls.merge(call, 1, Integer::sum);
    int asked = askedBy.merge(Thread.currentThread(), 1, Integer::sum);
    if (Thread.currentThread().isVirtual()) {
      mostOfATask = Math.max(mostOfATask, asked);
    }
    return down
        ? Optional.of(Fault.NOT_REACHED)
        : Optional.ofNullable(faults.getOrDefault(call, new ArrayDeque<>()).poll());
  }

  private synchronized Optional<Runnable> happening(Call call) {
    return Optional.ofNullable(meanwhile.getOrDefault(call, new ArrayDeque<>()).poll());
  }

  private static <T> T answer(
      Optional<Fault> planned, Supplier<T> work, BiFunction<Fault, Optional<T>, T> wrong) {
    if (planned.isEmpty()) {
      return work.get();
    }
    var fault = planned.get();
    return switch (fault) {
      case NOT_REACHED, SILENT -> wrong.apply(fault, Optional.empty());
      case SILENT_AFTER, WRONG_AMOUNT, UNDECIDED -> wrong.apply(fault, Optional.of(work.get()));
      case WE_DIE_BEFORE -> throw new Death();
      case WE_DIE_AFTER -> {
        var _ = work.get();
        throw new Death();
      }
    };
  }
}
