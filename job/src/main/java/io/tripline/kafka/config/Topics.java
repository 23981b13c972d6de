package io.tripline.kafka.config;

import io.tripline.ledger.fact.Feed;
import java.io.Serializable;
import java.util.List;

/**
 * The topics: one for each feed of facts, and four for what is said.
 *
 * @param events variance and kill-switch events, keyed by service
 * @param statements every revision of every hour's statement, keyed by service
 * @param state the latest state of each service, keyed by service; made to be compacted
 * @param deadLetters what was refused, with the key of the refused record
 */
public record Topics(
    Topic cost,
    Topic ticket,
    Topic allocation,
    Topic governance,
    Topic events,
    Topic statements,
    Topic state,
    Topic deadLetters)
    implements Serializable {

  /** The topics as documented. */
  public static final Topics DEFAULT =
      new Topics(
          Topic.of("tripline.cost"),
          Topic.of("tripline.ticket"),
          Topic.of("tripline.allocation"),
          Topic.of("tripline.governance"),
          Topic.of("tripline.events"),
          Topic.of("tripline.statements"),
          Topic.of("tripline.state"),
          Topic.of("tripline.dead-letters"));

  /** The topic that carries a feed. */
  public Topic of(Feed feed) {
    return switch (feed) {
      case COST -> cost;
      case TICKET -> ticket;
      case ALLOCATION -> allocation;
      case GOVERNANCE -> governance;
    };
  }

  /**
   * The feed that a topic carries.
   *
   * @throws IllegalArgumentException if it carries none
   */
  public Feed feedOf(String topic) {
    for (Feed feed : Feed.values()) {
      if (of(feed).name().equals(topic)) {
        return feed;
      }
    }
    throw new IllegalArgumentException(topic + " carries no feed");
  }

  /** The topics that facts are read from, in the order of the feeds. */
  public List<Topic> facts() {
    return List.of(cost, ticket, allocation, governance);
  }

  /** The topics that are written. */
  public List<Topic> results() {
    return List.of(events, statements, state, deadLetters);
  }
}
