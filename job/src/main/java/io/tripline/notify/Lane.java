package io.tripline.notify;

import io.tripline.kafka.registry.RegistryFailedException;
import io.tripline.notify.alert.Alert;
import io.tripline.notify.alert.Change;
import io.tripline.notify.alert.Notice;
import io.tripline.notify.alert.NoticeReader;
import io.tripline.notify.config.ReceiverSettings;
import io.tripline.notify.delivery.DeadLetterFile;
import io.tripline.notify.delivery.Http;
import io.tripline.notify.delivery.Message;
import io.tripline.notify.delivery.Outcome;
import io.tripline.notify.journal.Journal;
import io.tripline.notify.receiver.Receiver;
import io.tripline.schemas.EventJson;
import io.tripline.schemas.FormatException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of events to one receiver: a consumer of a group that is this receiver's, so that no
 * receiver waits for another, and each goes on where it was.
 *
 * <p>An offset is committed once the receiver has taken what it was to be told, or never will.
 * Beside it is committed where to read from to know what is open, so that whoever gets the
 * partition next, after a crash or because another consumer came or went, knows that again: see
 * {@link Progress}. At the very first start, what has been said is not told, but what of it is open
 * is.
 *
 * <p>A receiver in trouble is tried again until it takes what it is to be told; meanwhile nothing
 * is lost, as it stands in the topic. Only a message that is at fault itself is set aside.
 */
final class Lane {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
  private static final Duration PATIENCE = Duration.ofMillis(200);

  /**
   * How many events are recalled at least, so that what a job that writes at least once repeats is
   * known to be told after a start as well.
   */
  private static final long RECALLED = 1_000;

  private final ReceiverSettings settings;
  private final Receiver receiver;
  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final NoticeReader reader;
  private final Http http;
  private final DeadLetterFile deadLetters;
  private final Journal journal;
  private final InstantSource clock;
  private final RandomGenerator random;

  private final Map<TopicPartition, Progress> progress = new LinkedHashMap<>();
  private final Set<TopicPartition> assigned = new HashSet<>();
  private int failures;
  private Instant blockedSince;
  private Instant blockedUntil = Instant.MIN;
  private Instant resendAt;
  private volatile boolean stopped;

  /**
   * @param consumer belongs to the lane from now on
   */
  Lane(
      ReceiverSettings settings,
      Receiver receiver,
      Consumer<byte[], byte[]> consumer,
      String topic,
      NoticeReader reader,
      Http http,
      DeadLetterFile deadLetters,
      Journal journal,
      InstantSource clock,
      RandomGenerator random) {
    this.settings = settings;
    this.receiver = receiver;
    this.consumer = consumer;
    this.topic = topic;
    this.reader = reader;
    this.http = http;
    this.deadLetters = deadLetters;
    this.journal = journal;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Tells the receiver, whatever comes, until stopped.
   *
   * @throws IOException if a dead letter cannot be kept
   */
  void run() throws IOException, InterruptedException {
    try (consumer) {
      subscribe();
      while (!stopped) {
        round();
      }
    } catch (WakeupException e) {
      LOG.debug("{} was told to stop", settings.name());
    }
  }

  /** Joins the group. */
  void subscribe() {
    consumer.subscribe(List.of(topic), new Assignment());
    resendAt = receiver.resendEvery().map(clock.instant()::plus).orElse(Instant.MAX);
  }

  /** Brings {@link #run()} to an end, from another thread. */
  void stop() {
    stopped = true;
    consumer.wakeup();
  }

  /** Looks what has come, and sends at most one message of each partition. */
  void round() throws IOException, InterruptedException {
    begin();
    for (ConsumerRecord<byte[], byte[]> message : consumer.poll(patience())) {
      Progress of = progress.get(partition(message));
      if (of != null) {
        of.add(message);
      }
    }
    for (Map.Entry<TopicPartition, Progress> one : List.copyOf(progress.entrySet())) {
      advance(one.getKey(), one.getValue());
    }
    resend();
    commit(progress);
    holdBack();
    report();
  }

  /**
   * Not longer than until something is to be tried again; not at all if something is to be sent.
   */
  private Duration patience() {
    Duration untilDue = Duration.between(clock.instant(), blockedUntil);
    boolean work =
        progress.values().stream().anyMatch(of -> of.waiting() > 0 || of.found() != null);
    if (work && isBlocked()) {
      return untilDue.compareTo(PATIENCE) < 0 ? untilDue : PATIENCE;
    }
    return work ? Duration.ZERO : PATIENCE;
  }

  private boolean isBlocked() {
    return clock.instant().isBefore(blockedUntil);
  }

  // ------------------------------------------------------------------ partitions come and go

  private final class Assignment implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      // Read from where the lane says, and not from where the group stands.
      consumer.pause(partitions);
      assigned.addAll(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      Map<TopicPartition, Progress> leaving = new LinkedHashMap<>(progress);
      leaving.keySet().retainAll(partitions);
      commit(leaving);
      onPartitionsLost(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      assigned.removeAll(partitions);
      progress.keySet().removeAll(partitions);
    }
  }

  /** Begins with the partitions that have come. */
  private void begin() {
    Set<TopicPartition> fresh = new HashSet<>(assigned);
    fresh.removeAll(progress.keySet());
    for (TopicPartition partition : fresh) {
      try {
        begin(partition);
      } catch (RetriableException e) {
        LOG.warn("{} cannot begin with {} yet", settings.name(), partition, e);
      }
    }
  }

  private void begin(TopicPartition partition) {
    Set<TopicPartition> one = Set.of(partition);
    OffsetAndMetadata offset = consumer.committed(one).get(partition);
    long beginning = consumer.beginningOffsets(one).get(partition);
    if (offset == null) {
      long end = consumer.endOffsets(one).get(partition);
      offset = new OffsetAndMetadata(end, new Mark(beginning, true).written());
      consumer.commitSync(Map.of(partition, offset));
    }
    Optional<Mark> mark = Mark.read(offset.metadata());
    long from = mark.map(Mark::from).orElse(beginning);
    if (from < beginning) {
      LOG.warn(
          "{} was to recall {} from {}, but the topic begins at {}: what opened before and was not"
              + " told of since is not known to be open; keep the topic's events longer (see:"
              + " tripline topics check)",
          settings.name(),
          partition,
          from,
          beginning);
    }
    from = Math.max(beginning, Math.min(from, offset.offset() - RECALLED));
    consumer.seek(partition, from);
    progress.put(partition, new Progress(offset.offset(), mark.map(Mark::found).orElse(false)));
    consumer.resume(one);
    LOG.info(
        "{} begins with {} at {}, and recalls it from {}",
        settings.name(),
        partition,
        offset.offset(),
        from);
  }

  /** Reads no more of a partition of which something waits to be sent. */
  private void holdBack() {
    List<TopicPartition> full = new ArrayList<>();
    List<TopicPartition> free = new ArrayList<>();
    progress.forEach(
        (partition, of) -> (of.waiting() > 0 || of.found() != null ? full : free).add(partition));
    consumer.pause(full);
    consumer.resume(free);
  }

  // ------------------------------------------------------------------ telling

  /** Deals with what came of a partition, up to the first message that is sent. */
  private void advance(TopicPartition partition, Progress of)
      throws IOException, InterruptedException {
    boolean goesOn = true;
    while (goesOn) {
      of.recalled(consumer.position(partition));
      if (of.found() != null) {
        goesOn = tellFound(of);
      } else if (of.message() != null) {
        goesOn = deal(of, of.message());
      } else {
        goesOn = false;
      }
    }
  }

  /** Whether there may be more to do at once. */
  private boolean tellFound(Progress of) throws IOException, InterruptedException {
    Alert alert = of.found();
    Optional<Message> message;
    try {
      if (isBlocked()) {
        return false;
      }
      message = receiver.onFound(alert, clock.instant());
    } catch (ConfigException e) {
      fail(e.getMessage(), null);
      return false;
    }
    if (message.isEmpty()) {
      of.foundTold();
      return true;
    }
    if (send(message.get(), alert.latest())) {
      of.foundTold();
      commit(progress);
    }
    return false;
  }

  private boolean deal(Progress of, ConsumerRecord<byte[], byte[]> message)
      throws IOException, InterruptedException {
    Notice notice;
    try {
      if (isBlocked()) {
        return false;
      }
      notice = reader.read(message);
    } catch (FormatException e) {
      setAside(of, message, e);
      of.done();
      return true;
    } catch (RegistryFailedException e) {
      fail(e.getMessage(), null);
      return false;
    }
    return deal(of, notice);
  }

  private boolean deal(Progress of, Notice notice) throws IOException, InterruptedException {
    Optional<Change> change = of.alerts().change(notice);
    Optional<Message> message;
    try {
      message =
          of.isRecalling()
              ? Optional.empty()
              : change.flatMap(known -> receiver.on(known, clock.instant()));
    } catch (ConfigException e) {
      // A secret is not where it is said to be; somebody has to put it there.
      fail(e.getMessage(), null);
      return false;
    }
    boolean sends = message.isPresent();
    if (sends && !send(message.get(), notice)) {
      return false;
    }
    change.ifPresent(of.alerts()::apply);
    if (!sends && !of.isRecalling()) {
      journal.passedOver(settings.name(), notice);
    }
    of.done();
    if (sends) {
      commit(progress);
    }
    return !sends;
  }

  /** Whether it has been dealt with: taken, or refused for good. */
  private boolean send(Message message, Notice notice) throws IOException, InterruptedException {
    if (isBlocked()) {
      return false;
    }
    Outcome outcome = http.post(settings.address(), message, receiver::refuses);
    switch (outcome.verdict()) {
      case TAKEN -> {
        succeed();
        journal.delivered(settings.name(), notice);
        return true;
      }
      case REFUSED -> {
        succeed();
        setAside(notice, outcome);
        return true;
      }
      default -> {
        fail(outcome.toString(), outcome.retryAfter());
        return false;
      }
    }
  }

  private void succeed() {
    failures = 0;
    blockedSince = null;
    blockedUntil = Instant.MIN;
  }

  private void fail(String why, Duration retryAfter) {
    failures++;
    Duration pause = settings.backoff().pause(failures, random);
    if (retryAfter != null && retryAfter.compareTo(pause) > 0) {
      pause = retryAfter;
    }
    Instant now = clock.instant();
    blockedSince = blockedSince == null ? now : blockedSince;
    blockedUntil = now.plus(pause);
    journal.waiting(settings.name(), why, failures, pause);
  }

  // ------------------------------------------------------------------ what will never be taken

  private void setAside(Notice notice, Outcome outcome) throws IOException {
    deadLetters.add(
        new DeadLetterFile.Letter(
            settings.name(),
            topic,
            notice.partition(),
            notice.offset(),
            outcome.status(),
            outcome.said(),
            notice.key(),
            EventJson.write(notice.event())));
    journal.refused(settings.name(), notice, outcome);
  }

  private void setAside(Progress of, ConsumerRecord<byte[], byte[]> message, FormatException why)
      throws IOException {
    if (of.isRecalling()) {
      return; // It was set aside when its turn came.
    }
    deadLetters.add(
        new DeadLetterFile.Letter(
            settings.name(),
            topic,
            message.partition(),
            message.offset(),
            0,
            why.getMessage(),
            null,
            null));
    journal.unreadable(
        settings.name(), partition(message) + "@" + message.offset(), why.getMessage());
  }

  // ------------------------------------------------------------------ again and again

  /** Sends what is open again, where nothing that comes before waits. */
  private void resend() throws InterruptedException {
    boolean waits =
        progress.values().stream()
            .anyMatch(of -> of.isRecalling() || of.found() != null || of.waiting() > 0);
    if (waits || isBlocked() || clock.instant().isBefore(resendAt)) {
      return;
    }
    List<Alert> open = progress.values().stream().flatMap(of -> of.open().stream()).toList();
    List<Message> messages = receiver.resend(open, clock.instant());
    for (Message message : messages) {
      Outcome outcome = http.post(settings.address(), message, receiver::refuses);
      if (outcome.verdict() != Outcome.Verdict.TAKEN) {
        fail(outcome.toString(), outcome.retryAfter());
        return;
      }
    }
    succeed();
    resendAt = clock.instant().plus(receiver.resendEvery().orElseThrow());
    journal.resent(settings.name(), messages.size());
  }

  // ------------------------------------------------------------------ accounts

  private void commit(Map<TopicPartition, Progress> some) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new LinkedHashMap<>();
    some.forEach(
        (partition, of) -> {
          if (of.isUncommitted()) {
            offsets.put(partition, of.commit());
          }
        });
    if (offsets.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(offsets);
      offsets.keySet().forEach(partition -> some.get(partition).committed());
    } catch (WakeupException e) {
      // Told to stop, which it does; but not before what was done is committed.
      commit(some);
    } catch (CommitFailedException | RebalanceInProgressException e) {
      // Whoever has the partition next does it once more, under the same key.
      LOG.warn("{} could not commit {}: {}", settings.name(), offsets, e.getMessage());
    } catch (RetriableException e) {
      LOG.warn("{} could not commit {} yet", settings.name(), offsets, e);
    }
  }

  private void report() {
    int open = 0;
    long behind = 0;
    for (Map.Entry<TopicPartition, Progress> one : progress.entrySet()) {
      open += one.getValue().open().size();
      OptionalLong lag = consumer.currentLag(one.getKey());
      behind += one.getValue().waiting() + lag.orElse(0);
    }
    Duration blocked =
        blockedSince == null ? Duration.ZERO : Duration.between(blockedSince, clock.instant());
    journal.stands(settings.name(), open, behind, blocked);
  }

  private static TopicPartition partition(ConsumerRecord<?, ?> message) {
    return new TopicPartition(message.topic(), message.partition());
  }
}
