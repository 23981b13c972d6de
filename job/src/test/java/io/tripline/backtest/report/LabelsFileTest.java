package io.tripline.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripline.history.BadHistoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsFileTest {
  @TempDir private Path directory;

  @Test
  void endAndNoteMayBeMissing() throws Exception {
    assertThat(LabelsFile.read(write("service,subject,onset\ncloud,*,2026-01-05T08:00:00+01:00\n")))
        .containsExactly(
            new Label(
                0, "cloud", "*", Instant.parse("2026-01-05T07:00:00Z").toEpochMilli(), null, ""));
  }

  @Test
  void aLabelCoversWhatIsSaidAfterItsOnsetUpToItsEnd() throws Exception {
    Label label =
        LabelsFile.read(
                write(
                    """
                    service,subject,onset,end,note
                    cloud,zombie,1970-01-01T00:00:01Z,1970-01-01T00:00:02Z,"a, b"
                    """))
            .get(0);

    assertThat(label.note()).isEqualTo("a, b");
    assertThat(label.covers(1000)).isFalse();
    assertThat(label.covers(1001)).isTrue();
    assertThat(label.covers(2000)).isTrue();
    assertThat(label.covers(2001)).isFalse();
    assertThat(label.isFor("zombie")).isTrue();
    assertThat(label.isFor("margin")).isFalse();
  }

  @Test
  void everythingThatIsWrongIsSaid() throws IOException {
    Path file =
        write(
            """
            service,subject,onset,end,note
            ,zombie,2026-01-05T08:00:00Z,,
            cloud,,yesterday,,
            cloud,*,2026-01-05T08:00:00Z,2026-01-05T08:00:00Z,
            """);

    assertThatThrownBy(() -> LabelsFile.read(file))
        .isInstanceOf(BadHistoryException.class)
        .hasMessageContaining(":2: service is empty")
        .hasMessageContaining(":3: subject is empty")
        .hasMessageContaining(":3: onset is 'yesterday', no time with an offset")
        .hasMessageContaining(":4: end is not after onset");
  }

  @Test
  void columnsThatAreNotThereOrNotKnownAreNamed() throws IOException {
    Path file = write("service,target,onset\n");

    assertThatThrownBy(() -> LabelsFile.read(file))
        .hasMessageContaining(":1: there is no column subject")
        .hasMessageContaining(":1: there is no use for a column target");
  }

  @Test
  void withoutAFileThereAreNoLabels() throws Exception {
    assertThat(LabelsFile.read(directory.resolve("labels.csv"))).isEmpty();
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("labels.csv"), text);
  }
}
