package io.tripline.kafka.admin;

import java.time.Duration;

/**
 * What can be chosen of the topics.
 *
 * @param factPartitions of each topic of facts, if it is to be made
 * @param resultPartitions of each topic of results, if it is to be made
 * @param factRetention for how long facts are to be kept at least; null for ever. A job that has to
 *     begin anew, and a replay, know only what is still there
 * @param eventRetention as factRetention, of events
 * @param statementRetention as factRetention, of statements
 * @param deadLetterRetention as factRetention, of dead letters
 */
public record TopicSettings(
    int factPartitions,
    int resultPartitions,
    Duration factRetention,
    Duration eventRetention,
    Duration statementRetention,
    Duration deadLetterRetention) {}
