package dev.diddo.http.egress;

import dev.diddo.application.OutageException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Asks the system, as every program does. A question cannot be broken off, and would hold the
 * carrier of a virtual thread: so there are threads for them, and no more than so many. All who
 * want the same name wait for the same question, and the names of one domain get a part of the
 * threads.
 *
 * <p>What was found is remembered, so that whoever lets names hang keeps nobody else's waiting: for
 * a while nobody is asked again, and for longer what is remembered stands in where no answer comes
 * soon. Names that hung and came to nothing are not asked for again at once. Whoever connects
 * judges what it is given, remembered or not.
 */
public final class SystemResolver implements Resolver, AutoCloseable {
  /** Many, for one that waits costs next to nothing. */
  static final int THREADS = 64;

  private static final int WAITING = 256;
  private static final int OF_ONE_DOMAIN = 4;
  private static final Duration IDLE = Duration.ofSeconds(30);

  /** Nobody is asked again for so long; the system's own memory is no longer. */
  static final Duration FRESH = Duration.ofSeconds(30);

  /** So long an answer stands in for one that does not come. */
  static final Duration STALE = Duration.ofHours(1);

  /** Whoever answers at all answers sooner. */
  static final Duration SOON = Duration.ofSeconds(2);

  /** More than there are names in use; what nobody asked for longest is forgotten first. */
  private static final int REMEMBERED = 4_096;

  /** Below a country nobody registers these: what stands before them is registered. */
  private static final Set<String> SHARED =
      Set.of("ac", "co", "com", "edu", "go", "gov", "ne", "net", "or", "org");

  private final Function<String, List<InetAddress>> system;

  private final LongSupplier nanos;

  /** By the host's name, with those that wait for a thread. */
  private final Map<String, Question> underWay = new HashMap<>();

  private final Map<String, Remembered> memory =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
          return size() > REMEMBERED;
        }
      };

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          IDLE.toMillis(),
          TimeUnit.MILLISECONDS,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofPlatform().daemon().name("resolve-", 0).factory());

  public SystemResolver() {
    this(SystemResolver::lookUp, System::nanoTime);
  }

  /**
   * @param system may take its time
   * @param nanos such as {@link System#nanoTime}
   */
  SystemResolver(Function<String, List<InetAddress>> system, LongSupplier nanos) {
    this.system = system;
    this.nanos = nanos;
    threads.allowCoreThreadTimeOut(true);
  }

  private record Question(CompletableFuture<List<InetAddress>> answer, AtomicBoolean asked) {}

  /**
   * @param addresses none of a name that hung
   */
  private record Remembered(List<InetAddress> addresses, long atNanos) {}

  @Override
  public List<InetAddress> addresses(String host, Duration patience) {
    var fresh = remembered(host, FRESH);
    if (fresh.isPresent()) {
      return fresh.get();
    }
    return remembered(host, STALE)
        .filter(addresses -> !addresses.isEmpty())
        .map(old -> answerOr(old, host, patience))
        .orElseGet(() -> answer(host, patience).orElse(List.of()));
  }

  private synchronized Optional<List<InetAddress>> remembered(String host, Duration atMost) {
    return Optional.ofNullable(memory.get(host))
        .filter(it -> nanos.getAsLong() - it.atNanos() < atMost.toNanos())
        .map(Remembered::addresses);
  }

  private List<InetAddress> answerOr(List<InetAddress> old, String host, Duration patience) {
    try {
      return answer(host, patience.compareTo(SOON) < 0 ? patience : SOON).orElse(old);
    } catch (OutageException busy) {
      return old;
    }
  }

  /** What the system says; empty if it says nothing in this time. */
  private Optional<List<InetAddress>> answer(String host, Duration patience) {
    var question = question(host);
    try {
      return Optional.of(question.answer().get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException late) {
      if (!question.asked().get()) {
        throw new OutageException("Too many names are looked up", late);
      }
      return Optional.empty();
    } catch (ExecutionException never) {
      throw new IllegalStateException(never);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private synchronized Question question(String host) {
    var same = underWay.get(host);
    if (same != null) {
      return same;
    }
    var domain = domain(host);
    if (underWay.keySet().stream().filter(it -> domain(it).equals(domain)).count()
        >= OF_ONE_DOMAIN) {
      throw new OutageException("Too many names of one domain are looked up");
    }
    var question = new Question(new CompletableFuture<>(), new AtomicBoolean());
    try {
      threads.execute(() -> ask(host, question));
    } catch (RejectedExecutionException full) {
      throw new OutageException("Too many names are looked up", full);
    }
    underWay.put(host, question);
    return question;
  }

  private void ask(String host, Question question) {
    question.asked().set(true);
    long began = nanos.getAsLong();
    List<InetAddress> addresses = List.of();
    try {
      addresses = system.apply(host);
      remember(host, addresses, began);
    } finally {
      answered(host);
      question.answer().complete(addresses);
    }
  }

  /** What is said at once not to be there is not; what hung may be there all the same. */
  private synchronized void remember(String host, List<InetAddress> addresses, long began) {
    long now = nanos.getAsLong();
    var remembered = new Remembered(addresses, now);
    if (!addresses.isEmpty()) {
      memory.put(host, remembered);
    } else if (now - began < SOON.toNanos()) {
      memory.remove(host);
    } else {
      memory.merge(host, remembered, (old, hung) -> old.addresses().isEmpty() ? hung : old);
    }
  }

  private synchronized void answered(String host) {
    underWay.remove(host);
  }

  /** What somebody has registered, near enough. */
  private static String domain(String host) {
    var labels = List.of(host.split("\\."));
    int count = labels.size();
    boolean isShared =
        count > 2 && labels.getLast().length() == 2 && SHARED.contains(labels.get(count - 2));
    return String.join(".", labels.subList(Math.max(0, count - (isShared ? 3 : 2)), count));
  }

  private static List<InetAddress> lookUp(String host) {
    try {
      return List.of(InetAddress.getAllByName(host));
    } catch (UnknownHostException none) {
      return List.of();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
