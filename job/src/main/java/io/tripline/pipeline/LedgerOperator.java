package io.tripline.pipeline;

import io.tripline.ledger.event.ServiceEvent;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.person.LaborPosting;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;

/**
 * Runs a {@link LedgerFunction}, and keeps its {@link LedgerMetrics}: a function is not told when
 * known time moves on, nor may it look at the ledgers it is restored with. What stands open is
 * taken from those, not from state of its own, so it is right from the start, after a restore at
 * any parallelism and from any savepoint.
 */
class LedgerOperator extends KeyedCoProcessOperator<String, Fact, LaborPosting, ServiceEvent> {
  private static final long serialVersionUID = 1L;

  private final LedgerFunction function;

  LedgerOperator(LedgerFunction function) {
    super(function);
    this.function = function;
  }

  @Override
  public void open() throws Exception {
    super.open();
    function.measure(
        JobMetrics.of(getMetricGroup()), getProcessingTimeService()::getCurrentProcessingTime);
    getKeyedStateBackend()
        .applyToAllKeys(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            function.ledger(),
            (serviceId, state) -> function.restored((String) serviceId, state.value()));
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    super.processWatermark(mark);
    function.reached(mark.getTimestamp());
  }
}
