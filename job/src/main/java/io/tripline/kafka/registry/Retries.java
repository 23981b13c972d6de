package io.tripline.kafka.registry;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks again, with longer and longer pauses.
 *
 * @param most how often after the first time
 * @param backoff before the first of these; doubles each time, up to {@link #LONGEST}
 */
record Retries(int most, Duration backoff, Pause pause) {
  static final Duration LONGEST = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
  private static final int MOST_DOUBLINGS = 20;

  /**
   * The answer to a request.
   *
   * @param patient whether to wait for what is unknown to become known
   */
  <T> T ask(Request<T> request, boolean patient) throws RegistryException, InterruptedException {
    for (int retry = 0; ; retry++) {
      try {
        return request.send();
      } catch (RegistryException e) {
        boolean inVain = e.kind() == RegistryException.Kind.UNKNOWN && !patient;
        if (!e.mayPass() || inVain || retry >= most) {
          throw e;
        }
        Duration time = pauseBefore(retry);
        LOG.warn(
            "{}; asking again in {}, for the {}. time of {}",
            e.getMessage(),
            time,
            retry + 1,
            most);
        pause.await(time);
      }
    }
  }

  private Duration pauseBefore(int retry) {
    Duration time = backoff.multipliedBy(1L << Math.min(retry, MOST_DOUBLINGS));
    return time.compareTo(LONGEST) < 0 ? time : LONGEST;
  }

  /** Something that is asked of a registry. */
  @FunctionalInterface
  interface Request<T> {
    T send() throws RegistryException, InterruptedException;
  }
}
