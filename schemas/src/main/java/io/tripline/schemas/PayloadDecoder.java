package io.tripline.schemas;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Avro's binary encoding, read from an array. Avro's own decoder believes every length it reads and
 * reserves the memory first, so that a few broken bytes can end the process; here no length may
 * exceed what is left of the array. That also bounds collections, since every item of ours takes at
 * least a byte.
 */
final class PayloadDecoder extends Decoder {
  private static final int LONGEST_INT = 5;
  private static final int LONGEST_LONG = 10;
  private static final char REPLACEMENT = '\uFFFD';

  private byte[] bytes = {};
  private int position;
  private int limit;

  /** Starts anew at {@code bytes[from]}, up to {@code to}, exclusive. */
  void read(byte[] newBytes, int from, int to) {
    bytes = newBytes;
    position = from;
    limit = to;
  }

  /** How many bytes nobody has read. */
  int remaining() {
    return limit - position;
  }

  @Override
  public void readNull() {
    // null takes no bytes
  }

  @Override
  public boolean readBoolean() throws IOException {
    byte value = nextByte();
    if (value != 0 && value != 1) {
      throw new AvroRuntimeException("a boolean is 0 or 1, not " + value);
    }
    return value == 1;
  }

  @Override
  public int readInt() throws IOException {
    long value = readVariable(LONGEST_INT);
    if (value != (int) value) {
      throw new AvroRuntimeException("a number does not fit into 32 bits");
    }
    return (int) value;
  }

  @Override
  public long readLong() throws IOException {
    return readVariable(LONGEST_LONG);
  }

  @Override
  public float readFloat() throws IOException {
    return fixed(Float.BYTES).getFloat();
  }

  @Override
  public double readDouble() throws IOException {
    return fixed(Double.BYTES).getDouble();
  }

  @Override
  public Utf8 readString(Utf8 old) throws IOException {
    return new Utf8(readString());
  }

  @Override
  public String readString() throws IOException {
    int length = readLength();
    int start = take(length);
    String text = new String(bytes, start, length, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0 && !isEncoded(text, start, length)) {
      throw new AvroRuntimeException("a text is not UTF-8");
    }
    return text;
  }

  @Override
  public void skipString() throws IOException {
    skipBytes();
  }

  @Override
  public ByteBuffer readBytes(ByteBuffer old) throws IOException {
    int length = readLength();
    int start = take(length);
    return ByteBuffer.wrap(Arrays.copyOfRange(bytes, start, start + length));
  }

  @Override
  public void skipBytes() throws IOException {
    take(readLength());
  }

  @Override
  public void readFixed(byte[] target, int start, int length) throws IOException {
    System.arraycopy(bytes, take(length), target, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    take(length);
  }

  @Override
  public int readEnum() throws IOException {
    return readInt();
  }

  @Override
  public int readIndex() throws IOException {
    return readInt();
  }

  @Override
  public long readArrayStart() throws IOException {
    return readItemCount();
  }

  @Override
  public long arrayNext() throws IOException {
    return readItemCount();
  }

  @Override
  public long skipArray() throws IOException {
    return skipItems();
  }

  @Override
  public long readMapStart() throws IOException {
    return readItemCount();
  }

  @Override
  public long mapNext() throws IOException {
    return readItemCount();
  }

  @Override
  public long skipMap() throws IOException {
    return skipItems();
  }

  /** A block of items: their number or, negated, their number before the length of the block. */
  private long readItemCount() throws IOException {
    long count = readLong();
    if (count < 0) {
      count = -count;
      readLong();
    }
    return checkAgainstRest(count);
  }

  /** Skips blocks that say how long they are, down to one that must be skipped item by item. */
  private long skipItems() throws IOException {
    long count = readLong();
    while (count < 0) {
      take(checkAgainstRest(readLong()));
      count = readLong();
    }
    return checkAgainstRest(count);
  }

  private int readLength() throws IOException {
    return checkAgainstRest(readLong());
  }

  private int checkAgainstRest(long length) throws IOException {
    if (length < 0) {
      throw new AvroRuntimeException("a length is negative: " + length);
    }
    if (length > remaining()) {
      throw new EOFException(length + " more bytes should follow, but only " + remaining() + " do");
    }
    return (int) length;
  }

  /** Base-128 digits, lowest first, of a zig-zag number. */
  private long readVariable(int longest) throws IOException {
    long digits = 0;
    for (int i = 0; i < longest; i++) {
      byte next = nextByte();
      digits |= (next & 0x7FL) << (7 * i);
      if (next >= 0) {
        return (digits >>> 1) ^ -(digits & 1);
      }
    }
    throw new AvroRuntimeException("a number is longer than " + longest + " bytes");
  }

  private byte nextByte() throws IOException {
    return bytes[take(1)];
  }

  private ByteBuffer fixed(int length) throws IOException {
    return ByteBuffer.wrap(bytes, take(length), length).order(java.nio.ByteOrder.LITTLE_ENDIAN);
  }

  /** Goes past that many bytes and says where they began. */
  private int take(int length) throws IOException {
    int start = position;
    position += checkAgainstRest(length);
    return start;
  }

  private boolean isEncoded(String text, int start, int length) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    return Arrays.equals(encoded, 0, encoded.length, bytes, start, start + length);
  }
}
