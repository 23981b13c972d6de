package io.tripline.kafka.deadletter;

import io.tripline.kafka.config.Topic;
import io.tripline.kafka.config.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which dead letters are to be sent again, and which of those meant are not.
 *
 * @param chosen those to send
 * @param redriven how many are left out because they were sent again before
 * @param homeless those that came from no topic of facts that the configuration knows
 * @param empty those that hold no bytes: the record had no value, which no fact is, or was too long
 *     to be kept
 */
public record RedriveSelection(
    List<Chosen> chosen, int redriven, List<RecordPlace> homeless, List<RecordPlace> empty) {

  /**
   * A letter to send.
   *
   * @param letter its place
   * @param topic where to
   * @param objection why it would be refused again, if that can be seen
   */
  public record Chosen(RecordPlace letter, String topic, Optional<String> objection) {}

  /**
   * Chooses.
   *
   * @param limit how many at most
   * @param again whether those, too, that were sent again before
   * @param otherTopic where to send all to; null to send each to where it came from
   */
  public static RedriveSelection of(
      DeadLetterBox box,
      DeadLetterFilter filter,
      long limit,
      boolean again,
      String otherTopic,
      Topics topics,
      Prospect prospect) {
    Set<String> homes = topics.facts().stream().map(Topic::name).collect(Collectors.toSet());
    List<Chosen> chosen = new ArrayList<>();
    List<RecordPlace> homeless = new ArrayList<>();
    List<RecordPlace> empty = new ArrayList<>();
    int[] redriven = {0};
    box.read(
        filter,
        filed -> {
          String topic = otherTopic == null ? filed.letter().getTopic() : otherTopic;
          if (filed.redriven() > 0 && !again) {
            redriven[0]++;
          } else if (filed.letter().getPayload() == null) {
            empty.add(filed.place());
          } else if (topic == null || !homes.contains(topic)) {
            homeless.add(filed.place());
          } else {
            chosen.add(new Chosen(filed.place(), topic, prospect.objection(filed, topic)));
          }
          return chosen.size() < limit;
        });
    return new RedriveSelection(
        List.copyOf(chosen), redriven[0], List.copyOf(homeless), List.copyOf(empty));
  }

  /** What to send, to be found again. */
  public DeadLetterFilter filter() {
    return DeadLetterFilter.at(chosen.stream().map(Chosen::letter).collect(Collectors.toSet()));
  }
}
