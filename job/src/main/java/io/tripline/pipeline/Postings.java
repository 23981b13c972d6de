package io.tripline.pipeline;

import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.person.LaborPosting;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What services' ledgers are kept from. Elements carry a time within the slice whose tick they
 * belong to, and arrive before the watermark of that tick.
 *
 * @param facts of services, those that count
 * @param labor what people's time posts on services
 * @param refusals facts that do not count
 */
public record Postings(
    DataStream<Fact> facts, DataStream<LaborPosting> labor, DataStream<Refusal> refusals) {}
