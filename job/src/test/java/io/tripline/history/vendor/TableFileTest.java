package io.tripline.history.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.tripline.history.csv.ImportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFileTest {
  @TempDir private Path folder;

  @Test
  void aTableIsCsvWithAHeaderOrYaml() throws Exception {
    assertThat(TableFile.read(file("t.csv", "account,service\n00123,\"web, shop\"\n")))
        .containsExactly(entry("00123", "web, shop"));
    assertThat(TableFile.read(file("t.yaml", "00123: web\n\"45\": 6\n")))
        .containsExactly(entry("00123", "web"), entry("45", "6"));
  }

  @Test
  void whatIsWrongIsSaidWithItsLine() throws Exception {
    Path three = file("three.csv", "a,b\n1,2\n1,2,3\n");
    Path twice = file("twice.csv", "a,b\n1,2\n1,3\n");
    Path list = file("list.yml", "- a\n");
    Path none = folder.resolve("none.csv");

    assertThatThrownBy(() -> TableFile.read(three))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining("three.csv:3: there are 3 values");
    assertThatThrownBy(() -> TableFile.read(twice))
        .hasMessageContaining("twice.csv:3: '1' was given already");
    assertThatThrownBy(() -> TableFile.read(list)).hasMessageContaining("list.yml:1:1");
    assertThatThrownBy(() -> TableFile.read(none)).hasMessageContaining("there is no such file");
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
