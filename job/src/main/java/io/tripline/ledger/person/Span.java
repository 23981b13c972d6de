package io.tripline.ledger.person;

/** Something that is the case from {@code start} until before {@code end}, known by an id. */
interface Span {
  /** Its name among its kind. */
  String id();

  /** Milliseconds since the epoch, inclusive. */
  long start();

  /** Milliseconds since the epoch, exclusive; {@link Long#MAX_VALUE} while no end is known. */
  long end();

  /** Whether it is the case at an instant. */
  default boolean holds(long instant) {
    return start() <= instant && instant < end();
  }
}
