package io.tripline.plan;

import io.tripline.plan.Value.Entry;
import io.tripline.plan.Value.Items;
import io.tripline.plan.Value.Mapping;
import io.tripline.plan.Value.Scalar;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * A YAML document as a {@link Value}, every piece with its line and column. Plain scalars look like
 * what they are in YAML 1.2 ({@code no} is a text). No aliases, which could make a small document a
 * vast one, and no tags.
 */
public final class YamlText {
  private static final int DEEPEST = 20;
  private static final Pattern NOTHING = Pattern.compile("~|null|Null|NULL|");
  private static final Pattern FLAG = Pattern.compile("true|True|TRUE|false|False|FALSE");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

  private final Problems problems;
  private final Iterator<Event> events;

  private YamlText(Iterator<Event> events, Problems problems) {
    this.events = events;
    this.problems = problems;
  }

  /** Reads the one document in a text; null if it cannot be read, which is a problem then. */
  public static Value read(String text, Problems problems) {
    String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
    try {
      Yaml yaml = new Yaml(new LoaderOptions());
      return new YamlText(yaml.parse(new StringReader(withoutMark)).iterator(), problems)
          .document();
    } catch (MarkedYAMLException e) {
      problems.error(place("", e.getProblemMark()), notYaml(e));
    } catch (ReaderException e) {
      problems.error(
          place(withoutMark, e.getPosition()),
          "a character that YAML does not allow (code point "
              + e.getCodePoint()
              + "); take it away");
    } catch (YAMLException e) {
      problems.error(new Place("", 1, 1), "this is no YAML: " + e.getMessage());
    }
    return null;
  }

  private static String notYaml(MarkedYAMLException e) {
    String context = e.getContext() == null ? "" : e.getContext() + ": ";
    String tab = e.getProblem().contains("'\\t") ? "; indent with blanks" : "";
    return "this is no YAML: " + context + e.getProblem() + tab;
  }

  private Value document() {
    next(); // the start of the stream
    Event event = next();
    if (event.is(Event.ID.StreamEnd)) {
      problems.error(new Place("", 1, 1), "there is nothing in this file");
      return null;
    }
    Value document = value(next(), "", 0);
    next(); // the end of the document
    Event after = next();
    if (!after.is(Event.ID.StreamEnd)) {
      problems.error(
          place("", after.getStartMark()),
          "a second document starts here; write each into a file of its own");
    }
    return document;
  }

  private Value value(Event event, String path, int depth) {
    Place place = place(path, event.getStartMark());
    if (depth > DEEPEST) {
      throw new TooDeep(event.getStartMark());
    }
    if (event instanceof ScalarEvent scalar) {
      return new Scalar(place, kind(scalar), scalar.getValue());
    }
    if (event instanceof SequenceStartEvent) {
      return items(place, depth);
    }
    if (event instanceof MappingStartEvent) {
      return mapping(place, depth);
    }
    problems.error(place, "an alias (*) stands here; write out what it stands for");
    return new Scalar(place, Scalar.Kind.NOTHING, "");
  }

  private Value items(Place place, int depth) {
    List<Value> values = new ArrayList<>();
    for (Event event = next(); !(event instanceof SequenceEndEvent); event = next()) {
      values.add(value(event, place.pathOf(values.size()), depth + 1));
    }
    return new Items(place, values);
  }

  private Value mapping(Place place, int depth) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (Event event = next(); !(event instanceof MappingEndEvent); event = next()) {
      Value key = value(event, place.path(), depth + 1);
      if (key instanceof Scalar name) {
        Place keyPlace = place(place.pathOf(name.text()), event.getStartMark());
        Value value = value(next(), keyPlace.path(), depth + 1);
        put(entries, name.text(), new Entry(keyPlace, value));
      } else {
        problems.error(key.place(), "a key is " + key.described() + "; write a text");
        value(next(), place.path(), depth + 1);
      }
    }
    return new Mapping(place, entries);
  }

  private void put(Map<String, Entry> entries, String name, Entry entry) {
    Entry first = entries.putIfAbsent(name, entry);
    if (first != null) {
      problems.error(
          entry.place(),
          "'%s' was given in line %s already; keep one of the two"
              .formatted(entry.place().path(), first.place().line()));
    }
  }

  private Event next() {
    return events.next();
  }

  private static Scalar.Kind kind(ScalarEvent scalar) {
    String text = scalar.getValue();
    boolean quoted = scalar.getScalarStyle() != ScalarStyle.PLAIN;
    if (quoted || Tag.STR.getValue().equals(scalar.getTag())) {
      return Scalar.Kind.TEXT;
    }
    if (NOTHING.matcher(text).matches()) {
      return Scalar.Kind.NOTHING;
    }
    if (FLAG.matcher(text).matches()) {
      return Scalar.Kind.FLAG;
    }
    return NUMBER.matcher(text).matches() ? Scalar.Kind.NUMBER : Scalar.Kind.TEXT;
  }

  private static Place place(String path, Mark mark) {
    return mark == null
        ? new Place(path, 1, 1)
        : new Place(path, mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** The place of a code point. */
  private static Place place(String text, int position) {
    int index =
        text.offsetByCodePoints(0, Math.min(position, text.codePointCount(0, text.length())));
    String before = text.substring(0, index);
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    return new Place("", line, index - (before.lastIndexOf('\n') + 1) + 1);
  }

  private static final class TooDeep extends MarkedYAMLException {
    private static final long serialVersionUID = 1L;

    TooDeep(Mark mark) {
      super(null, null, "nothing is nested this deep; take some brackets or blanks away", mark);
    }
  }
}
