package dev.diddo.domain;

import java.util.function.Function;

/**
 * What a rule decided: yes with a value, or no with its reason. A refusal is an answer like any
 * other, so it is a value and stands in the signature.
 *
 * @param <T> what was asked for
 * @param <R> the reasons for which it can be refused
 */
public sealed interface Outcome<T, R> {
  /** Yes, and here it is. */
  record Accepted<T, R>(T value) implements Outcome<T, R> {}

  /** No, and why. Nothing was changed. */
  record Refused<T, R>(R reason) implements Outcome<T, R> {}

  static <T, R> Outcome<T, R> accepted(T value) {
    return new Accepted<>(value);
  }

  static <T, R> Outcome<T, R> refused(R reason) {
    return new Refused<>(reason);
  }

  default <U> Outcome<U, R> map(Function<? super T, ? extends U> then) {
    return switch (this) {
      case Accepted<T, R>(var value) -> accepted(then.apply(value));
      case Refused<T, R>(var reason) -> refused(reason);
    };
  }

  default <U> Outcome<U, R> flatMap(Function<? super T, Outcome<U, R>> then) {
    return switch (this) {
      case Accepted<T, R>(var value) -> then.apply(value);
      case Refused<T, R>(var reason) -> refused(reason);
    };
  }
}
