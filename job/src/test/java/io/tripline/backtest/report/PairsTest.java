package io.tripline.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairsTest {
  /** An alarm on a subject, such as a4-6, or a4- for one that goes on. */
  private record Alarm(String subject, long start, Long end) {
    static List<Alarm> of(String text) {
      List<Alarm> alarms = new ArrayList<>();
      for (String alarm : text == null ? new String[0] : text.split(" ")) {
        int dash = alarm.indexOf('-');
        String end = alarm.substring(dash + 1);
        alarms.add(
            new Alarm(
                alarm.substring(0, 1),
                Long.parseLong(alarm.substring(1, dash)),
                end.isEmpty() ? null : Long.valueOf(end)));
      }
      return alarms;
    }

    @Override
    public String toString() {
      return subject + start;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a4-6 | a4-6 | a4=a4:0", // The same.
        "a5-8 | a4-6 | a5=a4:1", // Later, as known then.
        "a3-6 | a4-6 | a3=a4:-1", // Sooner.
        "a8-9 | a4-6 | a8=a4:4", // All over before it was known.
        "a3-4 | a5-6 | null=a5:null a3=null:null", // Nothing was left of it, once all was known.
        "a4- | a2-3 a5-6 | null=a2:null a4=a5:-1", // It overlaps one, and that one it is.
        "a8- | a2-3 a5-6 | null=a2:null a8=a5:3", // It follows the last one before it.
        "a2-9 | a2-3 a5-6 | a2=a2:0 null=a5:null", // One is one at most.
        "a4-6 | b4-6 | a4=null:null null=b4:null",
        "a4-6 | | a4=null:null",
        "| a4-6 | null=a4:null"
      })
  void alarmsAreTheSameIfTheyOverlapOrFollow(String then, String now, String pairs) {
    assertThat(
            new Pairs<>(Alarm::subject, Alarm::start, Alarm::end).of(Alarm.of(then), Alarm.of(now)))
        .extracting(pair -> pair.then() + "=" + pair.now() + ":" + pair.delay())
        .containsExactlyInAnyOrder(pairs.split(" "));
  }
}
