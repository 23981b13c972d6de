package io.tripline.local.standalone;

/** Why a command could not do what it was asked; the message says what to do. */
final class ClusterException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int REFUSED = 1;
  private static final int FAILED = 2;

  private final int exitCode;

  private ClusterException(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  /** It was not begun. */
  static ClusterException refused(String message) {
    return new ClusterException(message, REFUSED);
  }

  /** It failed on the way. */
  static ClusterException failed(String message) {
    return new ClusterException(message, FAILED);
  }

  int exitCode() {
    return exitCode;
  }
}
