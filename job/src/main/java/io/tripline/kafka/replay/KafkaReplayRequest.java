package io.tripline.kafka.replay;

import io.tripline.kafka.config.JobConfiguration;

/**
 * What to replay.
 *
 * @param configuration the live job's
 * @param from the known time to evaluate from, in milliseconds since the epoch, or null for the
 *     first fact's
 * @param to the known time to replay to, exclusive, or null for the last fact's
 * @param parallelism how many threads share the work; changes nothing of what is written
 */
public record KafkaReplayRequest(
    JobConfiguration configuration, Long from, Long to, int parallelism) {}
