package io.tripline.kafka.source;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Counter;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out, on a thread of its own and now and then, which silent partitions were read to their
 * end. A reader tells it where it stands, and is woken when something was found out.
 *
 * <p>The time of a {@link Finding} is taken before the ends are asked for, and a reader only moves
 * forward; so all that stood in a partition found quiet at that time has been read, however long
 * the answer took and however old the position was.
 */
final class QuietPartitions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QuietPartitions.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final TopicEnds.Opening opening;
  private final int subtask;
  private final Duration idleness;
  private final InstantSource clock;
  private final Counter failedChecks;
  private final ScheduledExecutorService executor;

  private volatile Map<TopicPartition, Standing> standings = Map.of();

  private final Object lock = new Object();
  private Finding finding;
  private CompletableFuture<Void> found = new CompletableFuture<>();

  /** Only for the executor's thread. */
  private TopicEnds ends;

  private boolean failing;

  /**
   * Where a reader stands in a partition.
   *
   * @param position the offset of the next record to be read
   * @param since when it came there, in milliseconds since the epoch
   */
  record Standing(long position, long since) {
    boolean isSilent(long now, Duration idleness) {
      return now - since >= idleness.toMillis();
    }
  }

  /**
   * What was found out.
   *
   * @param time in milliseconds since the epoch
   * @param quiet partitions all of which had been read at that time
   */
  record Finding(long time, Set<TopicPartition> quiet) {}

  QuietPartitions(
      TopicEnds.Opening opening,
      int subtask,
      Duration idleness,
      InstantSource clock,
      Counter failedChecks) {
    this.opening = opening;
    this.subtask = subtask;
    this.idleness = idleness;
    this.clock = clock;
    this.failedChecks = failedChecks;
    this.executor =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "tripline-heartbeat-" + subtask);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Looks for the first time after an interval, and again and again. */
  void start(Duration interval) {
    var unused =
        executor.scheduleWithFixedDelay(
            this::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Tells where the reader stands now. */
  void stand(Map<TopicPartition, Standing> now) {
    standings = Map.copyOf(now);
  }

  /** What was found out since last asked, or null. */
  Finding take() {
    synchronized (lock) {
      Finding taken = finding;
      if (taken != null) {
        finding = null;
        found = new CompletableFuture<>();
      }
      return taken;
    }
  }

  /** Completes when there is something to take. */
  CompletableFuture<Void> found() {
    synchronized (lock) {
      return found;
    }
  }

  /** Looks once; never throws. */
  void look() {
    long time = clock.millis();
    Map<TopicPartition, Long> silent = new HashMap<>();
    standings.forEach(
        (partition, standing) -> {
          if (standing.position() >= 0 && standing.isSilent(time, idleness)) {
            silent.put(partition, standing.position());
          }
        });
    give(new Finding(time, silent.isEmpty() ? Set.of() : quiet(silent)));
  }

  private Set<TopicPartition> quiet(Map<TopicPartition, Long> silent) {
    try {
      if (ends == null) {
        ends = opening.open(subtask);
      }
      Set<TopicPartition> quiet = ends.reached(silent);
      if (failing) {
        failing = false;
        LOG.info("The ends of {} can be found out again", silent.keySet());
      }
      return quiet;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception | LinkageError e) {
      failedChecks.inc();
      if (!failing && !executor.isShutdown()) {
        failing = true;
        LOG.warn(
            "Known time waits for {}, which are silent: whether they were read to their end cannot"
                + " be found out. It is tried again, and said when it succeeds.",
            silent.keySet(),
            e);
      }
    }
    return Set.of();
  }

  private void give(Finding given) {
    CompletableFuture<Void> waiting;
    synchronized (lock) {
      finding = given;
      waiting = found;
    }
    waiting.complete(null);
  }

  @Override
  public void close() throws InterruptedException {
    executor.shutdownNow();
    if (!executor.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.warn("What was asked about {} has still no answer; it is left alone", standings.keySet());
    } else if (ends != null) {
      ends.close();
    }
  }
}
