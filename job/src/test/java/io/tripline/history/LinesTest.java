package io.tripline.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripline.history.HistoryDirectory.FeedFile;
import io.tripline.ledger.fact.Feed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinesTest {
  @Test
  void linesEndAtEitherBreakAndAtTheEnd() throws IOException {
    assertThat(lines("a\nb\r\n\nc")).containsExactly("1:a", "2:b", "3:", "4:c");
    assertThat(lines("a\n")).containsExactly("1:a");
    assertThat(lines("\n")).containsExactly("1:");
    assertThat(lines("")).isEmpty();
  }

  @Test
  void aCarriageReturnWithinALineStays() throws IOException {
    assertThat(lines("a\rb\r\r\n")).containsExactly("1:a\rb\r");
  }

  @Test
  void onlyTheFirstByteOrderMarkIsNone() throws IOException {
    assertThat(lines("\uFEFFa\n\uFEFFb")).containsExactly("1:a", "2:\uFEFFb");
  }

  @Test
  void linesLongerThanAllBuffersArriveWhole() throws IOException {
    String longLine = "x".repeat(200_000);

    assertThat(lines(longLine + "\r\ny")).containsExactly("1:" + longLine, "2:y");
  }

  @Test
  void aLineThatIsTooLongIsCutAndTheNextIsWhole() throws IOException {
    byte[] bytes = "12345\n123456789\n1234".getBytes(StandardCharsets.UTF_8);
    try (Lines lines = new Lines("f", new ByteArrayInputStream(bytes), 5)) {
      assertThat(lines.next()).hasSize(5);
      assertThat(lines.tooLong()).isFalse();
      assertThat(lines.next()).hasSize(5);
      assertThat(lines.tooLong()).isTrue();
      assertThat(lines.next()).hasSize(4);
      assertThat(lines.tooLong()).isFalse();
    }
  }

  @Test
  void packedFilesAreUnpacked(@TempDir Path directory) throws IOException {
    FeedFile file = packed(directory, "a\nb\n".getBytes(StandardCharsets.UTF_8), 0);
    try (Lines lines = Lines.of(file, 100)) {
      assertThat(lines.next()).isEqualTo(new byte[] {'a'});
      assertThat(lines.next()).isEqualTo(new byte[] {'b'});
      assertThat(lines.next()).isNull();
    }
  }

  @Test
  void aDamagedFileIsNamed(@TempDir Path directory) throws IOException {
    FeedFile file = packed(directory, new byte[100_000], 40);

    assertThatThrownBy(
            () -> {
              try (Lines lines = Lines.of(file, 100)) {
                lines.next();
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cost.jsonl.gz is damaged or cut off after line 0");
  }

  @Test
  void whatIsNotPackedIsNamed(@TempDir Path directory) throws IOException {
    Path path = Files.writeString(directory.resolve("cost.jsonl.gz"), "{}");

    assertThatThrownBy(() -> Lines.of(new FeedFile(Feed.COST, "cost.jsonl.gz", path), 100).close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cost.jsonl.gz is not packed with gzip");
  }

  private static FeedFile packed(Path directory, byte[] content, int cutOff) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    byte[] packed = bytes.toByteArray();
    Path path = directory.resolve("cost.jsonl.gz");
    Files.write(path, Arrays.copyOf(packed, packed.length - cutOff));
    return new FeedFile(Feed.COST, "cost.jsonl.gz", path);
  }

  private static List<String> lines(String text) throws IOException {
    List<String> read = new ArrayList<>();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (Lines lines = new Lines("f", new ByteArrayInputStream(bytes), Integer.MAX_VALUE)) {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        read.add(lines.number() + ":" + new String(line, StandardCharsets.UTF_8));
      }
    }
    return read;
  }
}
