package dev.diddo.application;

/**
 * Which part of a list is wanted.
 *
 * @param limit 1 to 100
 * @param offset from 0
 */
public record Page(int limit, int offset) {
  public static final int MAX_LIMIT = 100;
  public static final int DEFAULT_LIMIT = 20;

  public Page {
    if (limit < 1 || limit > MAX_LIMIT || offset < 0) {
      throw new IllegalArgumentException("No such page: " + limit + " from " + offset);
    }
  }
}
