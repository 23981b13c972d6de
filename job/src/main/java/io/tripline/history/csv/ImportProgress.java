package io.tripline.history.csv;

/** Hears how far an import has come, often: whoever shows it to people takes its pick. */
@FunctionalInterface
public interface ImportProgress {

  /** Shows nothing. */
  ImportProgress NONE = (step, done) -> {};

  /**
   * Says how far a step has come.
   *
   * @param step what is being done, such as {@code reading time.csv}
   * @param done how many rows or facts of it are done
   */
  void reached(String step, long done);
}
