package io.tripline.local.story;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.THURSDAY;

import java.time.Duration;
import java.time.Instant;

/** The service that nobody planned: somebody works on it and the cloud bills it, all the same. */
final class ChatbotPilot {
  static final String ID = "chatbot-pilot";

  private static final Person CONTRACTOR = new Person("wim", "contractor", "95");

  private ChatbotPilot() {}

  static void tell(Narrator narrator) {
    Instant start = narrator.about(Diary.at(2, MONDAY, "13:00"), Duration.ofMinutes(30));
    Instant end = Diary.at(3, THURSDAY, "17:00");
    narrator.onset(start, "somebody starts to build what no plan knows of");
    narrator.allocate(CONTRACTOR, start, end, start);
    Ticket idea = narrator.open("IDEA", start);
    Team.sessions(CONTRACTOR, start, end, at -> idea, narrator);
    new Bills(narrator).cloud("900", start, end);
  }
}
