package io.tripline.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Collects what arrives where a test in the same JVM finds it. */
final class CollectingSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1L;

  /** Tests and tasks are in one JVM, and tasks get copies of the sink. */
  private static final Map<String, Queue<Object>> COLLECTED = new ConcurrentHashMap<>();

  private final String name;

  /** A sink whose contents are found under its name. */
  CollectingSink(String name) {
    this.name = name;
  }

  /** Everything that has arrived so far, in no order across subtasks. */
  @SuppressWarnings("unchecked")
  List<T> collected() {
    return new ArrayList<>((Queue<T>) COLLECTED.getOrDefault(name, new ConcurrentLinkedQueue<>()));
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    Queue<Object> queue = COLLECTED.computeIfAbsent(name, unused -> new ConcurrentLinkedQueue<>());
    return new SinkWriter<>() {
      @Override
      public void write(T element, Context writerContext) {
        queue.add(element);
      }

      @Override
      public void flush(boolean endOfInput) {
        // Nothing is held back.
      }

      @Override
      public void close() {
        // Nothing is open.
      }
    };
  }
}
