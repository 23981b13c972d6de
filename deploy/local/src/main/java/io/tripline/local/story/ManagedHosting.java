package io.tripline.local.story;

import java.time.Duration;
import java.util.List;

/** The healthy service: it keeps to its plan, and nobody ever hears of it. */
final class ManagedHosting {
  static final String ID = "managed-hosting";

  private static final List<Person> TEAM =
      List.of(
          new Person("kai", "sre", "70"),
          new Person("lena", "sre", "70"),
          new Person("mo", "sre", "70"),
          new Person("nia", "sre", "70"));

  private ManagedHosting() {}

  static void tell(Narrator narrator) {
    Team team = new Team(narrator, TEAM);
    team.allocate(Diary.start());
    team.deliver("CHANGE", 80, Duration.ofMinutes(12), Diary.end(), at -> null);
    team.work();
    Bills bills = new Bills(narrator);
    bills.cloud("9000", Diary.start(), Diary.end());
    bills.software("700", Diary.end());
  }
}
