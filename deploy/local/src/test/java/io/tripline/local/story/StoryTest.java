package io.tripline.local.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.intake.Intake;
import io.tripline.ledger.calendar.Calendars;
import io.tripline.plan.PlanReader;
import io.tripline.plan.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoryTest {
  private static final Calendars CALENDARS = new Calendars(Map.of());

  private final Story story = Story.of(7);

  @Test
  void theSameSeedTellsTheSameStory() {
    assertThat(Story.of(7)).isEqualTo(story);
    assertThat(Story.of(8).facts()).isNotEqualTo(story.facts());
  }

  @Test
  void factsBecomeKnownInOrderAndInTime() {
    assertThat(story.facts())
        .isSortedAccordingTo((a, b) -> a.recordedAt().compareTo(b.recordedAt()));
    assertThat(story.facts())
        .allSatisfy(
            told -> {
              assertThat(told.recordedAt()).isAfterOrEqualTo(story.from());
              assertThat(told.recordedAt()).isBefore(story.to());
            });
  }

  @Test
  void everyFactIsOneThatTheJobTakes() throws Exception {
    Intake intake = new Intake("USD", CALENDARS);
    for (Told told : story.facts()) {
      var fact = intake.fact(told.fact());
      assertThat(fact.recordedAt()).isEqualTo(told.recordedAt().toEpochMilli());
      assertThat(fact.serviceId()).isEqualTo(told.serviceId());
    }
  }

  @Test
  void whatGoesWrongGoesWrongWithServicesOfTheStory() {
    Set<String> services = story.facts().stream().map(Told::serviceId).collect(Collectors.toSet());
    assertThat(services).hasSize(6);
    assertThat(story.onsets()).isNotEmpty();
    assertThat(story.onsets())
        .allSatisfy(onset -> assertThat(services).contains(onset.serviceId()));
  }

  @Test
  void itWritesItselfAsAHistory(@TempDir Path directory) throws IOException {
    StoryHistory.write(story, directory);

    int lines = 0;
    for (String feed : List.of("cost", "ticket", "allocation", "governance")) {
      lines += Files.readAllLines(directory.resolve(feed + ".jsonl")).size();
    }
    try (var plans = Files.list(directory.resolve("plans"))) {
      assertThat(lines + plans.count()).isEqualTo(story.facts().size());
    }
  }

  /** They are warned that diversion by the hour only tells of people who belong to one service. */
  @Test
  void theShippedPlansNeedNoCorrection() {
    for (Map.Entry<String, String> plan : Plans.files().entrySet()) {
      List<Problem> problems = new PlanReader("USD", CALENDARS).read(plan.getValue()).problems();
      assertThat(problems)
          .as(plan.getKey())
          .allMatch(problem -> problem.place().path().endsWith(".window"));
    }
  }
}
