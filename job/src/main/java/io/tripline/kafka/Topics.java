package io.tripline.kafka;

import io.tripline.ledger.fact.Feed;
import java.io.Serializable;
import java.util.List;

/**
 * The names of the topics: one for each feed of facts, and four for what is said.
 *
 * @param events variance and kill-switch events, keyed by service
 * @param statements every revision of every hour's statement, keyed by service
 * @param state the latest state of each service, keyed by service; made to be compacted
 * @param deadLetters what was refused, with the key of the refused record
 */
public record Topics(
    String cost,
    String ticket,
    String allocation,
    String governance,
    String events,
    String statements,
    String state,
    String deadLetters)
    implements Serializable {

  /** The names as documented. */
  public static final Topics DEFAULT =
      new Topics(
          "tripline.cost",
          "tripline.ticket",
          "tripline.allocation",
          "tripline.governance",
          "tripline.events",
          "tripline.statements",
          "tripline.state",
          "tripline.dead-letters");

  /** The topic that carries a feed. */
  public String of(Feed feed) {
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
      if (of(feed).equals(topic)) {
        return feed;
      }
    }
    throw new IllegalArgumentException(topic + " carries no feed");
  }

  /** The topics that facts are read from, in the order of the feeds. */
  public List<String> facts() {
    return List.of(cost, ticket, allocation, governance);
  }

  /** The topics that are written. */
  public List<String> results() {
    return List.of(events, statements, state, deadLetters);
  }
}
