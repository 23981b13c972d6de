package io.tripline.replay;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Writes a line for each element into a file, tick by tick, and within a tick in an order that does
 * not depend on how elements came: so the file is the same, byte for byte, at every parallelism.
 * Elements wait until the watermark says that their tick is complete. For one subtask.
 */
final class OrderedLines<T> implements Sink<T> {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final Order<T> order;
  private final Form<T> form;

  /** An order that can be sent to a task; what ties stays as it came. */
  interface Order<T> extends Comparator<T>, Serializable {}

  /** The line for an element, without the line break. */
  interface Form<T> extends Function<T, String>, Serializable {}

  OrderedLines(Path file, Order<T> order, Form<T> form) {
    this.file = file.toString();
    this.order = order;
    this.form = form;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    return new Writer(Files.newBufferedWriter(Path.of(file), StandardCharsets.UTF_8));
  }

  private final class Writer implements SinkWriter<T> {
    private final BufferedWriter out;
    private final NavigableMap<Long, List<T>> waiting = new TreeMap<>();

    Writer(BufferedWriter out) {
      this.out = out;
    }

    @Override
    public void write(T element, Context context) {
      waiting.computeIfAbsent(context.timestamp(), unused -> new ArrayList<>()).add(element);
    }

    @Override
    public void writeWatermark(Watermark watermark) throws IOException {
      writeUntil(watermark.getTimestamp());
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      if (endOfInput) {
        writeUntil(Long.MAX_VALUE);
        out.flush();
      }
    }

    private void writeUntil(long time) throws IOException {
      NavigableMap<Long, List<T>> complete = waiting.headMap(time, true);
      for (List<T> elements : complete.values()) {
        elements.sort(order);
        for (T element : elements) {
          out.write(form.apply(element));
          out.write('\n');
        }
      }
      complete.clear();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
