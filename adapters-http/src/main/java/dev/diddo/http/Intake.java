package dev.diddo.http;

import java.util.Set;

/**
 * What body a route takes.
 *
 * @param mediaTypes those that are read; empty means any
 * @param streamed whether the endpoint reads it while it arrives
 */
public record Intake(long maxBytes, Set<String> mediaTypes, boolean streamed) {

  public Intake {
    mediaTypes = Set.copyOf(mediaTypes);
  }

  /** A body that came with such a request is read over. */
  static final Intake NOTHING = new Intake(64 << 10, Set.of(), false);

  /** Room for a cart of 500 lines. */
  public static final Intake JSON = new Intake(64 << 10, Set.of("application/json"), false);

  /** What a person types into a form. */
  public static final Intake FORM =
      new Intake(8 << 10, Set.of("application/x-www-form-urlencoded"), false);

  /** Whatever a payment provider sends; its bytes are signed, so nobody touches them. */
  public static final Intake NOTIFICATION = new Intake(1 << 20, Set.of(), false);

  /** A catalogue; it is never in memory as a whole. */
  public static final Intake CATALOG =
      new Intake(64 << 20, Set.of("text/csv", "application/x-ndjson"), true);
}
