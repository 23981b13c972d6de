package io.tripline.local.story;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The demo's story: a zombie, a healthy, a loss-making, an unplanned and an overloaded service, and
 * one whose data go wrong, over five weeks. The same seed tells the same story.
 *
 * @param from the known time it begins at
 * @param to the known time before which all of it is known
 * @param facts in order of {@code recordedAt}, plans among them
 * @param onsets when what goes wrong began, by service
 */
public record Story(Instant from, Instant to, List<Told> facts, List<Onset> onsets) {

  /** Tells the story. */
  public static Story of(long seed) {
    Narrator hosting = new Narrator(ManagedHosting.ID, seed);
    ManagedHosting.tell(hosting);
    Narrator data = new Narrator(DataPlatform.ID, seed);
    DataPlatform.tell(data);
    Narrator identity = new Narrator(IdentityPlatform.ID, seed);
    IdentityPlatform.tell(identity);
    Narrator chatbot = new Narrator(ChatbotPilot.ID, seed);
    ChatbotPilot.tell(chatbot);
    Narrator support = new Narrator(LegacySupport.ID, seed);
    LegacySupport legacySupport = new LegacySupport(support);
    legacySupport.tell();
    Narrator migration = new Narrator(CloudMigration.ID, seed);
    CloudMigration.tell(migration, legacySupport);
    return of(List.of(hosting, data, identity, chatbot, support, migration));
  }

  private static Story of(List<Narrator> narrators) {
    List<Told> facts = new ArrayList<>(Plans.facts());
    List<Onset> onsets = new ArrayList<>();
    for (Narrator narrator : narrators) {
      facts.addAll(narrator.facts());
      onsets.addAll(narrator.onsets());
    }
    facts.removeIf(told -> !told.recordedAt().isBefore(Diary.end()));
    facts.sort(Comparator.comparing(Told::recordedAt));
    onsets.sort(Comparator.comparing(Onset::at));
    return new Story(
        facts.get(0).recordedAt(), Diary.end(), List.copyOf(facts), List.copyOf(onsets));
  }
}
