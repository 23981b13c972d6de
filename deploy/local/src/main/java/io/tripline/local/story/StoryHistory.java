package io.tripline.local.story;

import io.tripline.schemas.FactJson;
import io.tripline.schemas.FactType;
import io.tripline.schemas.avro.Feed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the story as a history directory, which can be replayed. */
public final class StoryHistory {
  private StoryHistory() {}

  /**
   * Writes a file for each feed, and the plans as they were shipped.
   *
   * @param directory is made if it is not there
   * @throws IOException if it cannot be written
   */
  public static void write(Story story, Path directory) throws IOException {
    Files.createDirectories(directory);
    for (Feed feed : Feed.values()) {
      Files.write(
          directory.resolve(feed.name().toLowerCase(Locale.ROOT) + ".jsonl"), lines(story, feed));
    }
    Path plans = Files.createDirectories(directory.resolve("plans"));
    for (Map.Entry<String, String> plan : Plans.files().entrySet()) {
      Files.writeString(plans.resolve(plan.getKey()), plan.getValue());
    }
  }

  private static List<String> lines(Story story, Feed feed) {
    List<String> lines = new ArrayList<>();
    for (Told told : story.facts()) {
      FactType type = FactType.of(told.fact()).orElseThrow();
      if (type.feed() == feed && type != FactType.PLAN_PUBLISHED) {
        lines.add(FactJson.write(told.fact()));
      }
    }
    return lines;
  }
}
