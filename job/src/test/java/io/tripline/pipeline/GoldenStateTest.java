package io.tripline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.admission.UpsertRegister;
import io.tripline.ledger.book.HourBook;
import io.tripline.ledger.book.LaborHour;
import io.tripline.ledger.book.TicketHistory;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.person.LaborPosting;
import io.tripline.ledger.person.Timesheet;
import io.tripline.ledger.service.ServiceLedger;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a release left in savepoints is read by every later one, whole. Flink alone would not say:
 * it takes a field that has another name now for one that is gone and one that is new, and the
 * value is lost without a word.
 *
 * <p>How to keep a release is written in {@code src/test/resources/golden/README.md}.
 */
class GoldenStateTest {
  /** Everything in keyed state but what Flink writes by itself. */
  private static final List<Class<?>> KEPT =
      List.of(
          WaitingRoom.Seat.class,
          Admitted.class,
          Fact.class,
          LaborPosting.class,
          UpsertRegister.Known.class,
          Timesheet.State.class,
          ServiceLedger.State.class,
          HourBook.class,
          TicketHistory.class,
          LaborHour.class);

  static Stream<Arguments> statesOfReleases() throws Exception {
    return releases().stream()
        .flatMap(release -> KEPT.stream().map(type -> Arguments.of(release, type)));
  }

  @ParameterizedTest(name = "{1} of {0}")
  @MethodSource("statesOfReleases")
  void nothingIsLost(Path release, Class<?> type) throws IOException {
    assertThat(GoldenState.read(release, type).lost())
        .as(
            "lost of %s: a field that was renamed, removed or put elsewhere. Call it what it was"
                + " called; if it is to go, see golden/README.md",
            release.getFileName())
        .isEmpty();
  }

  @Test
  void keysAreWrittenAsTheyWere() throws Exception {
    for (Path release : releases()) {
      assertThat(GoldenState.read(release, WaitingRoom.Seat.class).isWrittenAlike())
          .as("a key that is written otherwise is not found again")
          .isTrue();
    }
  }

  @Test
  void aRenamedFieldIsFound() throws IOException {
    UpsertRegister.Known known = new UpsertRegister.Known("p", "s", null, 1, 2, 0, 3);

    GoldenState<UpsertRegister.Known> golden =
        GoldenState.of(UpsertRegister.Known.class, List.of(known));

    assertThat(golden.lost()).isEmpty();
    assertThat(golden.withFieldNamed("serviceId", "serviceNo").lost())
        .containsExactly("[0].serviceId = s");
  }

  @Test
  void thePresentReleaseCanBeKept() throws IOException {
    Path present = Files.createDirectories(Path.of("target", "golden"));
    StatesOfHistories states = new StatesOfHistories(1, 2, 3, 4);
    for (Class<?> type : KEPT) {
      keep(type, states, present);
      assertThat(GoldenState.read(present, type).lost()).as("lost of %s", type).isEmpty();
    }
  }

  private static <T> void keep(Class<T> type, StatesOfHistories states, Path folder)
      throws IOException {
    List<T> fullest = states.fullest(type);
    assertThat(fullest).as("values of %s", type).isNotEmpty();
    GoldenState.of(type, fullest).write(folder);
  }

  private static List<Path> releases() throws IOException, URISyntaxException {
    try (Stream<Path> entries = Files.list(golden())) {
      return entries.filter(Files::isDirectory).sorted().toList();
    }
  }

  private static Path golden() throws URISyntaxException {
    return Path.of(GoldenStateTest.class.getResource("/golden").toURI());
  }
}
