package io.tripline.kafka.replay;

import io.tripline.kafka.config.Destination;
import io.tripline.ledger.fact.Feed;
import io.tripline.pipeline.Interval;
import io.tripline.replay.ReplaySummary.FeedSummary;
import java.util.Map;

/**
 * What a replay into topics did.
 *
 * @param run where its results are
 * @param interval null if there was no fact to replay
 * @param feeds per feed what became of its facts
 */
public record RunSummary(Destination.Run run, Interval interval, Map<Feed, FeedSummary> feeds) {}
