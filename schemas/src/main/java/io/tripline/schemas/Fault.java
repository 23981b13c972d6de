package io.tripline.schemas;

/**
 * What is wrong with the form of an input. The names are codes of the contract: a dead letter
 * carries them as its {@code reason}.
 */
public enum Fault {
  /** The bytes or the text cannot be read as a record at all. */
  UNREADABLE,
  /** The schema that the record was written with is not known. */
  UNKNOWN_SCHEMA,
  /** The registry could not be asked for the schema that the record was written with. */
  REGISTRY_UNREACHABLE,
  /** The record is of a type that is not expected there. */
  UNKNOWN_TYPE,
  /** A field that must be there is not. */
  MISSING_FIELD,
  /** A field has a value of the wrong kind. */
  INVALID_FIELD,
  /** A number is finer than a millionth. */
  TOO_FINE,
  /** A number does not fit into 64 bits of millionths. */
  OVERFLOW
}
