package io.tripline.pipeline;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.state.rocksdb.RocksDBKeyedStateBackend;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** Where Flink may keep state. */
enum Backend {
  HEAP,
  ROCKSDB;

  StateBackend create() {
    return this == HEAP ? new HashMapStateBackend() : new EmbeddedRocksDBStateBackend();
  }

  /** How many entries of keyed state there are, of all keys and names. */
  static int entries(AbstractStreamOperatorTestHarness<?> harness) {
    return harness.getOperator().getKeyedStateBackend() instanceof RocksDBKeyedStateBackend<?> rocks
        ? rocks.numKeyValueStateEntries()
        : ((HeapKeyedStateBackend<?>) harness.getOperator().getKeyedStateBackend())
            .numKeyValueStateEntries();
  }

  Configuration configuration() {
    return new Configuration()
        .set(StateBackendOptions.STATE_BACKEND, this == HEAP ? "hashmap" : "rocksdb");
  }
}
