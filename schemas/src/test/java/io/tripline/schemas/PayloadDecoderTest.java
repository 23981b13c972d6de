package io.tripline.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads what Avro reads, and believes no length. */
class PayloadDecoderTest {
  private static final byte[] LONGEST_VARINT = {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1};

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        1,
        -1,
        63,
        64,
        -64,
        -65,
        8191,
        8192,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 40,
        Long.MAX_VALUE,
        Long.MIN_VALUE
      })
  void readsNumbers(long number) throws IOException {
    byte[] bytes = written(encoder -> encoder.writeLong(number));
    assertThat(decoder(bytes).readLong()).isEqualTo(number);
    if (number == (int) number) {
      assertThat(decoder(bytes).readInt()).isEqualTo((int) number);
    } else {
      assertGarbled(() -> decoder(bytes).readInt());
    }
  }

  @Test
  void readsWhatAvroWrites() throws IOException {
    byte[] bytes =
        written(
            encoder -> {
              encoder.writeNull();
              encoder.writeBoolean(true);
              encoder.writeFloat(1.5f);
              encoder.writeDouble(-2.25);
              encoder.writeString("größe 🚀");
              encoder.writeString(new Utf8("text"));
              encoder.writeBytes(new byte[] {1, 2, 3});
              encoder.writeFixed(new byte[] {4, 5});
              encoder.writeEnum(3);
              encoder.writeIndex(2);
            });
    PayloadDecoder decoder = decoder(bytes);
    decoder.readNull();
    assertThat(decoder.readBoolean()).isTrue();
    assertThat(decoder.readFloat()).isEqualTo(1.5f);
    assertThat(decoder.readDouble()).isEqualTo(-2.25);
    assertThat(decoder.readString()).isEqualTo("größe 🚀");
    assertThat((Object) decoder.readString(null)).isEqualTo(new Utf8("text"));
    assertThat(decoder.readBytes(null)).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    byte[] fixed = new byte[2];
    decoder.readFixed(fixed, 0, 2);
    assertThat(fixed).containsExactly(4, 5);
    assertThat(decoder.readEnum()).isEqualTo(3);
    assertThat(decoder.readIndex()).isEqualTo(2);
    assertThat(decoder.remaining()).isZero();
  }

  @Test
  void skipsWhatAvroWrites() throws IOException {
    byte[] bytes =
        written(
            encoder -> {
              encoder.writeString("text");
              encoder.writeBytes(new byte[] {1, 2, 3});
              encoder.writeFixed(new byte[] {4, 5});
              encoder.writeLong(7);
            });
    PayloadDecoder decoder = decoder(bytes);
    decoder.skipString();
    decoder.skipBytes();
    decoder.skipFixed(2);
    assertThat(decoder.readLong()).isEqualTo(7);
  }

  @Test
  void readsAndSkipsItemsWithAndWithoutTheirLength() throws IOException {
    byte[] plain = written(e -> longs(e, 2, 10, 11, 0));
    byte[] measured = written(e -> longs(e, -2, 2, 10, 11, 0));
    for (byte[] items : List.of(plain, measured)) {
      PayloadDecoder decoder = decoder(items);
      assertThat(decoder.readArrayStart()).isEqualTo(2);
      assertThat(decoder.readLong()).isEqualTo(10);
      assertThat(decoder.readLong()).isEqualTo(11);
      assertThat(decoder.arrayNext()).isZero();
    }
    assertThat(decoder(plain).readMapStart()).isEqualTo(2);
    assertThat(decoder(written(e -> longs(e, 0))).mapNext()).isZero();
    assertThat(decoder(measured).skipArray()).isZero();
    assertThat(decoder(measured).skipMap()).isZero();
    assertThat(decoder(plain).skipArray()).isEqualTo(2);
  }

  @Test
  void believesNoLengthBeyondTheEnd() throws IOException {
    for (long length : new long[] {4, 1_000, Integer.MAX_VALUE, 1L << 40, Long.MAX_VALUE}) {
      byte[] bytes = written(e -> longs(e, length, 1, 2, 3));
      assertBreaksOff(() -> decoder(bytes).readString());
      assertBreaksOff(() -> decoder(bytes).readBytes(null));
      assertBreaksOff(() -> decoder(bytes).skipString());
      assertBreaksOff(() -> decoder(bytes).skipBytes());
      assertBreaksOff(() -> decoder(bytes).readArrayStart());
      assertBreaksOff(() -> decoder(bytes).readMapStart());
      assertBreaksOff(() -> decoder(bytes).skipArray());
      byte[] measured = written(e -> longs(e, -1, length, 1, 2, 3));
      assertBreaksOff(() -> decoder(measured).skipArray());
    }
  }

  @Test
  void believesNoNegativeLength() throws IOException {
    for (long length : new long[] {-1, Long.MIN_VALUE}) {
      byte[] bytes = written(e -> longs(e, length, 1, 2, 3));
      assertGarbled(() -> decoder(bytes).readString());
      assertGarbled(() -> decoder(bytes).readBytes(null));
    }
    byte[] least = written(e -> longs(e, Long.MIN_VALUE, 1, 2, 3));
    assertGarbled(() -> decoder(least).readArrayStart());
  }

  @Test
  void numbersThatDoNotEndAreGarbled() throws IOException {
    assertThat(decoder(LONGEST_VARINT).readLong()).isEqualTo(Long.MIN_VALUE);
    assertGarbled(() -> decoder(LONGEST_VARINT).readInt());
    byte[] endless = new byte[20];
    Arrays.fill(endless, (byte) -1);
    assertGarbled(() -> decoder(endless).readLong());
    assertBreaksOff(() -> decoder(new byte[] {-1, -1}).readLong());
    assertBreaksOff(() -> decoder(new byte[0]).readLong());
  }

  @Test
  void booleansAreOneOrZero() {
    assertGarbled(() -> decoder(new byte[] {2}).readBoolean());
    assertGarbled(() -> decoder(new byte[] {-1}).readBoolean());
    assertBreaksOff(() -> decoder(new byte[0]).readBoolean());
  }

  @Test
  void textIsUtf8() throws IOException {
    for (byte[] broken :
        List.of(
            new byte[] {(byte) 0xC0, (byte) 0x80},
            new byte[] {(byte) 0xE9},
            new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
            new byte[] {(byte) 0xF5, (byte) 0x80, (byte) 0x80, (byte) 0x80})) {
      byte[] bytes = written(e -> e.writeBytes(broken));
      assertGarbled(() -> decoder(bytes).readString());
    }
    byte[] replacement = written(e -> e.writeString("a \uFFFD that was meant"));
    assertThat(decoder(replacement).readString()).isEqualTo("a \uFFFD that was meant");
  }

  @Test
  void readsNotBeyondItsPart() throws IOException {
    byte[] bytes = "xx\u0006abcdef".getBytes(UTF_8);
    PayloadDecoder decoder = new PayloadDecoder();
    decoder.read(bytes, 2, 6);
    assertThat(decoder.readString()).isEqualTo("abc");
    assertThat(decoder.remaining()).isZero();
    decoder.read(bytes, 2, 5);
    assertBreaksOff(decoder::readString);
  }

  @Test
  void agreesWithAvroOnRandomNumbers() throws IOException {
    Random random = new Random(20_260_105);
    for (int i = 0; i < 20_000; i++) {
      long number = random.nextLong() >> random.nextInt(64);
      byte[] bytes = written(e -> e.writeLong(number));
      Decoder avros = DecoderFactory.get().binaryDecoder(bytes, null);
      assertThat(decoder(bytes).readLong()).isEqualTo(number).isEqualTo(avros.readLong());
    }
  }

  private static void longs(BinaryEncoder encoder, long... numbers) throws IOException {
    for (long number : numbers) {
      encoder.writeLong(number);
    }
  }

  private static PayloadDecoder decoder(byte[] bytes) {
    PayloadDecoder decoder = new PayloadDecoder();
    decoder.read(bytes, 0, bytes.length);
    return decoder;
  }

  private static byte[] written(Writing writing) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    writing.to(encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private static void assertGarbled(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
    assertThatExceptionOfType(AvroRuntimeException.class).isThrownBy(reading);
  }

  private static void assertBreaksOff(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
    assertThatExceptionOfType(EOFException.class).isThrownBy(reading);
  }

  @FunctionalInterface
  private interface Writing {
    void to(BinaryEncoder encoder) throws IOException;
  }
}
