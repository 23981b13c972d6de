package io.tripline.kafka.registry;

/**
 * A schema could not be had, and that is to stop whoever asked. In a job Flink then restarts it
 * from its last checkpoint, and the record is read, or written, again.
 */
public final class RegistryFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RegistryFailedException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * The same, with the place of what was to be read.
   *
   * @param place such as {@code topic tripline.cost, partition 3, offset 12}
   */
  public RegistryFailedException at(String place) {
    return new RegistryFailedException(place + ": " + getMessage(), this);
  }
}
