package io.tripline.backtest.candidate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tripline.history.BadHistoryException;
import io.tripline.ledger.calendar.Calendars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CandidateFilesTest {
  private static final String PLAN =
      """
      serviceId: cloud
      version: 1
      recordedAt: 2026-01-05T08:00:00Z
      name: Cloud
      objective: MARGIN_PROTECTION
      currency: USD
      baseline: {unitsPerWeek: 0}
      """;

  private final CandidateFiles files = new CandidateFiles("USD", Calendars.standard(), null);
  @TempDir private Path directory;

  @Test
  void aDirectoryStandsForThePlanFilesInIt() throws Exception {
    write("b.yaml");
    write("a.v2.yml");
    Files.writeString(directory.resolve("notes.txt"), "no plan");

    assertThat(files.read(List.of(directory)))
        .extracting(Candidate::number, Candidate::name)
        .containsExactly(tuple(0, "a.v2"), tuple(1, "b"));
  }

  @Test
  void filesOfOneNameAreToldApartByTheirDirectories() throws Exception {
    Path lax = write("lax/cloud.yaml");
    Path strict = write("strict/cloud.yaml");

    assertThat(files.read(List.of(strict, lax)))
        .extracting(Candidate::name)
        .containsExactly("lax-cloud", "strict-cloud");
  }

  @Test
  void aFileThatIsNamedTwiceIsOneCandidate() throws Exception {
    Path file = write("cloud.yaml");

    assertThat(files.read(List.of(file, directory, file))).hasSize(1);
  }

  @Test
  void namesThatCannotBeToldApartAreRefused() throws Exception {
    Path one = write("one/x/cloud.yaml");
    Path other = write("other/x/cloud.yaml");

    assertThatThrownBy(() -> files.read(List.of(one, other)))
        .isInstanceOf(BadHistoryException.class)
        .hasMessageContaining("would both be called x-cloud; rename one");
  }

  @Test
  void whatIsNoFileOrHoldsNoneIsSaid() {
    assertThatThrownBy(() -> files.read(List.of(directory)))
        .isInstanceOf(BadHistoryException.class)
        .hasMessageContaining("there is no candidate in " + directory);
    assertThatThrownBy(() -> files.read(List.of(directory.resolve("gone.yaml"))))
        .isInstanceOf(BadHistoryException.class)
        .hasMessageContaining("gone.yaml is no file");
  }

  private Path write(String name) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, PLAN);
  }
}
