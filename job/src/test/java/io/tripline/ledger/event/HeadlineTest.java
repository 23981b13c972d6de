package io.tripline.ledger.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeadlineTest {
  private static final Headline SAID =
      Headline.of("2 h")
          .then(Headline.withPeople(" of ", " of two people"))
          .then(Headline.person("ann", ""))
          .then(Headline.withPeople(" and ", ""))
          .then(Headline.person("bob", ""))
          .then(" went elsewhere")
          .then(Headline.remark(": ann was ill"))
          .then(".");

  @Test
  void isOneSentence() {
    assertThat(SAID.text()).isEqualTo("2 h of ann and bob went elsewhere: ann was ill.");
  }

  @Test
  void callsPeopleOtherwiseAndRepeatsNobodysWords() {
    assertThat(SAID.calling(person -> "p-" + person.length()).text())
        .isEqualTo("2 h of p-3 and p-3 went elsewhere.");
  }

  @Test
  void canBeSaidWithoutPeople() {
    assertThat(SAID.withoutPeople().text()).isEqualTo("2 h of two people went elsewhere.");
  }
}
