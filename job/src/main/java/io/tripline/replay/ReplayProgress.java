package io.tripline.replay;

/** Is told how far a replay has come; calls come from one thread, a few times a second. */
public interface ReplayProgress {
  /** Tells nobody. */
  ReplayProgress SILENT =
      new ReplayProgress() {
        @Override
        public void reading(long facts) {
          // Nobody listens.
        }

        @Override
        public void replaying(long facts, long total, long knownTime) {
          // Nobody listens.
        }
      };

  /** So many facts were read from the files. */
  void reading(long facts);

  /**
   * So many facts have gone through the pipeline.
   *
   * @param total how many there are
   * @param knownTime when the last of them was recorded, in milliseconds since the epoch; {@link
   *     Long#MIN_VALUE} before the first
   */
  void replaying(long facts, long total, long knownTime);
}
