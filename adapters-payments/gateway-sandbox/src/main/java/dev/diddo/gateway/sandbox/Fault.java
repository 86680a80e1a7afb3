package dev.diddo.gateway.sandbox;

/**
 * An order to misbehave.
 *
 * @param reference of the only payment that it is for; empty for any
 * @param nth which matching call it begins with, 1 being the next
 * @param times how many calls from then on
 * @param millis how long; what that means depends on the misbehaviour
 * @param copies of a duplicated notification
 * @param amount what a wrong amount is; 0 for one more than it should be
 * @param reason why something is refused, or a pending refund fails in the end; empty for none
 */
record Fault(
    String id,
    Operation operation,
    Misbehaviour misbehaviour,
    String reference,
    int nth,
    int times,
    long millis,
    int copies,
    long amount,
    String reason) {

  boolean concerns(Operation made, String about) {
    return operation.covers(made) && (reference.isEmpty() || reference.equals(about));
  }
}
