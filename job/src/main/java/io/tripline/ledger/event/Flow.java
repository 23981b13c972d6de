package io.tripline.ledger.event;

/**
 * Time of one person that went from one service to another within a window, gross.
 *
 * @param direction OUT of the event's service or IN to it
 * @param role the person's role on {@code from}
 * @param millis milliseconds
 * @param cost micros, at the person's cost on {@code from}
 * @param plannedValue OUT: micros that the plan expected this time to earn; null for IN
 */
public record Flow(
    Direction direction,
    String personId,
    String role,
    String from,
    String to,
    long millis,
    long cost,
    Long plannedValue) {
  /** Seen from the event's service. */
  public enum Direction {
    OUT,
    IN
  }
}
