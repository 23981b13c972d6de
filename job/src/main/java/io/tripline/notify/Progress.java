package io.tripline.notify;

import io.tripline.notify.alert.Alert;
import io.tripline.notify.alert.Alerts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * How far a receiver has been told of a partition, and what is open by it.
 *
 * <pre>
 *   RECALLING   what stands before the committed offset is read to know what is open; nobody is told
 *   TELLING     the receiver is told of each event
 *
 *   RECALLING   the committed offset is reached    TELLING; after the very first start, of those that
 *                                                  were found open first
 * </pre>
 */
final class Progress {
  private final Alerts alerts = new Alerts();
  private final Deque<ConsumerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();
  private final Deque<Alert> found = new ArrayDeque<>();
  private final long committed;
  private boolean tellsFound;
  private boolean recalling = true;
  private long next;
  private boolean uncommitted;

  /**
   * @param committed what stands before has been dealt with
   * @param tellsFound whether the receiver is to be told of what is open there
   */
  Progress(long committed, boolean tellsFound) {
    this.committed = committed;
    this.next = committed;
    this.tellsFound = tellsFound;
  }

  Alerts alerts() {
    return alerts;
  }

  void add(ConsumerRecord<byte[], byte[]> message) {
    waiting.add(message);
  }

  /** The next message to be dealt with, or null. */
  ConsumerRecord<byte[], byte[]> message() {
    return waiting.peekFirst();
  }

  /** The next alert to tell of that was found open, or null. */
  Alert found() {
    return found.peekFirst();
  }

  /** Whether nobody is to be told yet. */
  boolean isRecalling() {
    return recalling;
  }

  /**
   * Goes over to telling, if what is to be recalled has been.
   *
   * @param position of the consumer, which has read all before
   */
  void recalled(long position) {
    boolean reached =
        waiting.isEmpty() ? position >= committed : waiting.getFirst().offset() >= committed;
    if (recalling && reached) {
      recalling = false;
      if (tellsFound) {
        found.addAll(new ArrayList<>(alerts.open()));
        endFinding();
      }
    }
  }

  /** The next message has been dealt with. */
  void done() {
    ConsumerRecord<byte[], byte[]> message = waiting.removeFirst();
    if (!recalling) {
      next = message.offset() + 1;
      uncommitted = true;
    }
  }

  /** The receiver has been told of the next alert that was found open. */
  void foundTold() {
    found.removeFirst();
    endFinding();
  }

  private void endFinding() {
    if (found.isEmpty()) {
      tellsFound = false;
      uncommitted = true;
    }
  }

  /** Whether more was done than was committed. */
  boolean isUncommitted() {
    return uncommitted;
  }

  /** What to commit. */
  OffsetAndMetadata commit() {
    long from = alerts.anchor().orElse(next);
    return new OffsetAndMetadata(next, new Mark(from, tellsFound).written());
  }

  /** What {@link #commit()} gave has been committed. */
  void committed() {
    uncommitted = false;
  }

  /** How many messages are read and not dealt with. */
  int waiting() {
    return waiting.size();
  }

  /** What is open, if that is known already. */
  List<Alert> open() {
    return recalling ? List.of() : List.copyOf(alerts.open());
  }
}
