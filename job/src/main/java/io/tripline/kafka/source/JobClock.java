package io.tripline.kafka.source;

import java.io.Serializable;
import java.time.Clock;
import java.time.InstantSource;

/** A clock that can be sent to a task, so that tests can set the time there. */
@FunctionalInterface
public interface JobClock extends InstantSource, Serializable {
  /** The clock of the machine that a task runs on. */
  JobClock SYSTEM = Clock.systemUTC()::instant;
}
