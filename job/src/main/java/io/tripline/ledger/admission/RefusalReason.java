package io.tripline.ledger.admission;

/** Why a fact is refused. The codes are part of the contract: dead letters carry them. */
public enum RefusalReason {
  /** The bytes or the line cannot be read as a record at all. */
  UNREADABLE,
  /** The schema that the record was written with is not known. */
  UNKNOWN_SCHEMA,
  /** The registry could not be asked for the schema that the record was written with. */
  REGISTRY_UNREACHABLE,
  /** The record or line is longer than is read. */
  TOO_LARGE,
  /** The record is of a type the feed does not carry. */
  UNKNOWN_TYPE,
  /** A field that must be there is not. */
  MISSING_FIELD,
  /** A field has a value of the wrong kind or outside its range. */
  INVALID_FIELD,
  /** Money in another currency than the job's. */
  WRONG_CURRENCY,
  /** Money, a fraction or a number finer than a millionth. */
  TOO_FINE,
  /** A number that does not fit. */
  OVERFLOW,
  /** An interval that ends before it starts. */
  REVERSED_INTERVAL,
  /** A calendar that nobody defined. */
  UNKNOWN_CALENDAR,
  /** A plan that {@code plan check} refuses. */
  PLAN_REFUSED,
  /** Known further ahead of the clock than clocks may differ. */
  TOO_FAR_AHEAD,
  /** Known, or about a time, too long ago to count. */
  TOO_OLD,
  /** An upsert that changes the person, the service or the ticket of what it updates. */
  IDENTITY_CHANGED,
  /** A plan version that is not higher than the ones before it. */
  VERSION_NOT_HIGHER
}
