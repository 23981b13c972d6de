package io.tripline.schemas;

import java.util.Optional;

/**
 * An input that does not keep to the form of the contract. The message is for the person who made
 * the input: it names the field, says what is wrong and what to write instead.
 */
public final class FormatException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Fault fault;
  private final String field;

  /** A fault of the input as a whole. */
  public FormatException(Fault fault, String message) {
    this(fault, null, message, null);
  }

  /** A fault of the input as a whole, found by something that threw. */
  public FormatException(Fault fault, String message, Throwable cause) {
    this(fault, null, message, cause);
  }

  /** A fault of one field, named by its path: {@code change.end}. */
  public FormatException(Fault fault, String field, String message) {
    this(fault, field, message, null);
  }

  private FormatException(Fault fault, String field, String message, Throwable cause) {
    super(message, cause);
    this.fault = fault;
    this.field = field;
  }

  /** What kind of fault it is. */
  public Fault fault() {
    return fault;
  }

  /** The path of the field at fault, {@code change.end} or {@code leaves[2].amount}, if one is. */
  public Optional<String> field() {
    return Optional.ofNullable(field);
  }
}
