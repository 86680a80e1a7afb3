package dev.diddo.http.egress;

import dev.diddo.application.OutageException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/**
 * Asks the system, as every program does. A question cannot be broken off, and would hold the
 * carrier of a virtual thread: so there are threads for them, and no more than so many. All who
 * want the same name wait for the same question, and the names of one domain get a part of the
 * threads: whoever lets its names hang keeps no others from being found. What was not found the
 * system remembers for a while by itself.
 */
public final class SystemResolver implements Resolver, AutoCloseable {
  private static final int THREADS = 16;
  private static final int WAITING = 256;
  private static final int OF_ONE_DOMAIN = 4;
  private static final Duration IDLE = Duration.ofSeconds(30);

  /** Below a country nobody registers these: what stands before them is registered. */
  private static final Set<String> SHARED =
      Set.of("ac", "co", "com", "edu", "go", "gov", "ne", "net", "or", "org");

  private final Function<String, List<InetAddress>> system;

  /** By the host's name, with those that wait for a thread. */
  private final Map<String, Question> underWay = new HashMap<>();

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          IDLE.toMillis(),
          TimeUnit.MILLISECONDS,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofPlatform().daemon().name("resolve-", 0).factory());

  public SystemResolver() {
    this(SystemResolver::lookUp);
  }

  /**
   * @param system may take its time
   */
  SystemResolver(Function<String, List<InetAddress>> system) {
    this.system = system;
    threads.allowCoreThreadTimeOut(true);
  }

  private record Question(CompletableFuture<List<InetAddress>> answer, AtomicBoolean asked) {}

  @Override
  public List<InetAddress> addresses(String host, Duration patience) {
    var question = question(host);
    try {
      return question.answer().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      if (!question.asked().get()) {
        throw new OutageException("Too many names are looked up", late);
      }
      return List.of();
    } catch (ExecutionException nobodyTells) {
      return List.of();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return List.of();
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
    try {
      question.answer().complete(system.apply(host));
    } catch (RuntimeException nobodyTells) {
      question.answer().completeExceptionally(nobodyTells);
    } finally {
      answered(host);
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
