package io.tripline.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BytesTest {
  @Test
  void whatIsTextIsShownAsText() {
    assertThat(Bytes.text("é 😀\n".getBytes(StandardCharsets.UTF_8))).contains("é 😀\n");
  }

  @Test
  void whatIsNoTextOrGivesATerminalOrdersIsNot() {
    assertThat(Bytes.text(new byte[] {(byte) 0xC3, 1})).isEmpty();
    assertThat(Bytes.text("\u001b[31m".getBytes(StandardCharsets.UTF_8))).isEmpty();
    assertThat(Bytes.printable("a\u001b[31m\u0000\tb")).isEqualTo("a\uFFFD[31m\uFFFD\tb");
  }

  @Test
  void hexadecimalNumbersItsLinesAndShowsWhatIsAscii() {
    byte[] bytes = "0123456789abcdef\u0000z".getBytes(StandardCharsets.UTF_8);

    assertThat(Bytes.hexadecimal(bytes, bytes.length))
        .containsExactly(
            "  00000000  30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66  |0123456789abcdef|",
            "  00000010  00 7a                                            |.z|");
    assertThat(Bytes.hexadecimal(bytes, 1))
        .containsExactly("  00000000  30                                               |0|");
  }
}
