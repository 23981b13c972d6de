package io.tripline.history;

import io.tripline.history.HistoryDirectory.FeedFile;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The lines of a file as bytes, one after the other: without line breaks ({@code \n} or {@code
 * \r\n}), and the first without a byte order mark.
 */
final class Lines implements Closeable {
  private static final int BUFFER = 1 << 16;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final String name;
  private final InputStream in;
  private final int longest;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;
  private byte[] line = new byte[1024];
  private int length;
  private boolean tooLong;
  private long number;

  /**
   * @param longest lines longer than this many bytes are cut off there, and said to be
   */
  Lines(String name, InputStream in, int longest) {
    this.name = name;
    this.in = in;
    this.longest = longest;
  }

  static Lines of(FeedFile file, int longest) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file.path()), BUFFER);
    try {
      return new Lines(file.name(), file.packed() ? new GZIPInputStream(in, BUFFER) : in, longest);
    } catch (EOFException | ZipException e) {
      in.close();
      throw new IOException(file.name() + " is not packed with gzip; unpack or pack it anew", e);
    }
  }

  /** The next line, or null after the last one. */
  byte[] next() throws IOException {
    length = 0;
    tooLong = false;
    boolean ended = !readLine();
    if (ended && length == 0) {
      return null;
    }
    number++;
    if (length > 0 && line[length - 1] == '\r' && !tooLong) {
      length--;
    }
    int start = number == 1 && startsWithMark() ? BYTE_ORDER_MARK.length : 0;
    return Arrays.copyOfRange(line, start, length);
  }

  /** The number of the line that was read last, from 1. */
  long number() {
    return number;
  }

  /** Whether the line that was read last was longer than is allowed. */
  boolean tooLong() {
    return tooLong;
  }

  /** Reads up to a line break; false if the file ended before one. */
  private boolean readLine() throws IOException {
    while (true) {
      if (position == limit && !fill()) {
        return false;
      }
      int from = position;
      while (position < limit && buffer[position] != '\n') {
        position++;
      }
      append(from, position);
      if (position < limit) {
        position++;
        return true;
      }
    }
  }

  private boolean fill() throws IOException {
    try {
      limit = in.read(buffer);
    } catch (EOFException | ZipException e) {
      throw new IOException(
          name + " is damaged or cut off after line " + number + "; pack it anew", e);
    }
    position = 0;
    if (limit <= 0) {
      limit = 0;
      return false;
    }
    return true;
  }

  private void append(int from, int to) {
    int room = longest - length;
    tooLong |= to - from > room;
    int count = Math.min(to - from, room);
    if (length + count > line.length) {
      line =
          Arrays.copyOf(line, (int) Math.min(longest, Math.max(2L * line.length, length + count)));
    }
    System.arraycopy(buffer, from, line, length, count);
    length += count;
  }

  private boolean startsWithMark() {
    return length >= BYTE_ORDER_MARK.length
        && Arrays.equals(
            line, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
