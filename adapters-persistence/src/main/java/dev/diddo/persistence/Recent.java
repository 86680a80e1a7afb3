package dev.diddo.persistence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Remembers answers for a short while, so that a crowd that asks the same costs one question: while
 * one thread asks, the others wait for its answer. Failures are not remembered.
 */
final class Recent<K, V> {
  private final Cache<K, CompletableFuture<V>> answers;
  private final Function<K, V> ask;

  /**
   * A memory that is empty.
   *
   * @param life how old an answer may be, counted from when it was asked for
   * @param size how many are remembered at most
   */
  Recent(Duration life, int size, Function<K, V> ask) {
    this.answers = Caffeine.newBuilder().expireAfterWrite(life).maximumSize(size).build();
    this.ask = ask;
  }

  /** The answer; within a transaction always a new one, which others must not see yet. */
  V get(K question) {
    if (Ambient.CURRENT.isBound()) {
      return ask.apply(question);
    }
    var mine = new CompletableFuture<V>();
    var theirs = answers.asMap().putIfAbsent(question, mine);
    return theirs == null ? answer(question, mine) : await(theirs);
  }

  private V answer(K question, CompletableFuture<V> promised) {
    try {
      var answer = ask.apply(question);
      promised.complete(answer);
      return answer;
    } catch (RuntimeException | Error failed) {
      answers.asMap().remove(question, promised);
      promised.completeExceptionally(failed);
      throw failed;
    }
  }

  private static <V> V await(CompletableFuture<V> theirs) {
    try {
      return theirs.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException same) {
        throw same;
      }
      throw failed;
    }
  }

  /** Also an answer that is still awaited: it may have been overtaken. */
  void forget(K question) {
    answers.asMap().remove(question);
  }

  void forgetAll() {
    answers.asMap().clear();
  }
}
