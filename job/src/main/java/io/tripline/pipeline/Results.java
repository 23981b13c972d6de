package io.tripline.pipeline;

import io.tripline.ledger.event.ServiceEvent;
import io.tripline.ledger.event.ServiceState;
import io.tripline.ledger.event.Statement;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What the pipeline says; whoever runs it attaches sinks, with uids of their own. Elements carry
 * the last millisecond before their tick as timestamp, and arrive before the watermark of that
 * time. Each stream is in order per service; across services in none.
 *
 * @param events variance and kill-switch events
 * @param statements every revision of every hour's statement
 * @param states a service's targets and rules, whenever any of them changed
 * @param refusals facts that do not count
 */
public record Results(
    DataStream<ServiceEvent> events,
    DataStream<Statement> statements,
    DataStream<ServiceState> states,
    DataStream<Refusal> refusals) {}
