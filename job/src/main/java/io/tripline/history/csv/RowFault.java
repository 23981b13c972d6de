package io.tripline.history.csv;

/**
 * Why a row cannot be used. It is refused whole, whichever of its facts is at fault, so that a
 * history never holds half of what a row says.
 */
public final class RowFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String column;

  /**
   * Names the fault.
   *
   * @param code what kind of fault, for counting
   * @param column the column at fault, or null if the row as a whole is
   * @param message what is wrong, for a person
   */
  public RowFault(String code, String column, String message) {
    super(message);
    this.code = code;
    this.column = column;
  }

  /** What kind of fault. */
  public String code() {
    return code;
  }

  /** The column at fault, or null. */
  public String column() {
    return column;
  }
}
