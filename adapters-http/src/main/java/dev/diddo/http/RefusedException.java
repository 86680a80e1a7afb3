package dev.diddo.http;

/**
 * Ends a call whose request cannot be understood or is not allowed. Only the edge throws it, while
 * it reads a request: what the application refuses is a value.
 */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public RefusedException(Problem problem) {
    super(problem.code().name(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
