package io.tripline.ledger.event;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One sentence for a person, which knows where it speaks of people: so that it can be said to those
 * who are not to know who they are.
 */
public record Headline(List<Phrase> phrases) {
  /** What a part of the sentence does. */
  public enum Kind {
    /** It is said in any case. */
    PLAIN,
    /** It is the id of a person. */
    PERSON,
    /** It is said along with ids of people, and without them something else is said. */
    WITH_PEOPLE,
    /** It is somebody's own words, which may hold anything. */
    REMARK
  }

  /**
   * A part of the sentence.
   *
   * @param otherwise what stands there where nobody is named; of a plain part, the text itself
   */
  public record Phrase(Kind kind, String text, String otherwise) {}

  /** A sentence, or a part of one, that speaks of nobody. */
  public static Headline of(String text) {
    return new Headline(List.of(new Phrase(Kind.PLAIN, text, text)));
  }

  /** A person. */
  public static Headline person(String personId, String otherwise) {
    return new Headline(List.of(new Phrase(Kind.PERSON, personId, otherwise)));
  }

  /** What is only said along with people. */
  public static Headline withPeople(String text, String otherwise) {
    return new Headline(List.of(new Phrase(Kind.WITH_PEOPLE, text, otherwise)));
  }

  /** What somebody said; nothing stands for it. */
  public static Headline remark(String text) {
    return new Headline(List.of(new Phrase(Kind.REMARK, text, "")));
  }

  /** This, and more behind it. */
  public Headline then(Headline more) {
    List<Phrase> all = new ArrayList<>(phrases);
    all.addAll(more.phrases);
    return new Headline(List.copyOf(all));
  }

  /** This, and behind it more that speaks of nobody. */
  public Headline then(String more) {
    return then(of(more));
  }

  /** As it is. */
  public String text() {
    StringBuilder text = new StringBuilder();
    phrases.forEach(phrase -> text.append(phrase.text()));
    return text.toString();
  }

  /** With people called otherwise, and without what somebody said. */
  public Headline calling(UnaryOperator<String> people) {
    StringBuilder text = new StringBuilder();
    for (Phrase phrase : phrases) {
      text.append(
          switch (phrase.kind()) {
            case PLAIN, WITH_PEOPLE -> phrase.text();
            case PERSON -> people.apply(phrase.text());
            case REMARK -> phrase.otherwise();
          });
    }
    return of(text.toString());
  }

  /** Without people, and without what somebody said. */
  public Headline withoutPeople() {
    StringBuilder text = new StringBuilder();
    phrases.forEach(phrase -> text.append(phrase.otherwise()));
    return of(text.toString());
  }
}
