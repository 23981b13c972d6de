package io.tripline.plan;

import io.tripline.plan.Value.Entry;
import io.tripline.plan.Value.Items;
import io.tripline.plan.Value.Mapping;
import io.tripline.plan.Value.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The keys of a mapping, asked for by name and kind. Whatever is wrong is noted among the problems,
 * and null answered in its stead, so that reading goes on and finds the rest. A key without a value
 * is as good as no key.
 */
public final class Section {
  private final Mapping mapping;
  private final Problems problems;

  private Section(Mapping mapping, Problems problems) {
    this.mapping = mapping;
    this.problems = problems;
  }

  /** The mapping as a section, or null if it is none; keys it does not know are problems. */
  public static Section of(Value value, Problems problems, List<String> knownKeys) {
    Section section = ofAnyKeys(value, problems);
    if (section != null) {
      section.refuseUnknown(knownKeys);
    }
    return section;
  }

  /** As {@link #of}, where the keys are names that the writer chose. */
  public static Section ofAnyKeys(Value value, Problems problems) {
    if (value instanceof Mapping mapping) {
      return new Section(mapping, problems);
    }
    problems.error(
        value.place(),
        subject(value.place()) + " is " + value.described() + "; write keys with values");
    return null;
  }

  public Place place() {
    return mapping.place();
  }

  /** Where a key stands, or where it would have to. */
  public Place place(String key) {
    Entry entry = mapping.entries().get(key);
    return entry == null ? mapping.place() : entry.place();
  }

  /** The path of a key, for a message. */
  public String path(String key) {
    return '\'' + mapping.place().pathOf(key) + '\'';
  }

  public Set<String> keys() {
    return mapping.entries().keySet();
  }

  public boolean has(String key) {
    return value(key) != null;
  }

  /** Whether keys with values stand under a key. */
  public boolean hasSection(String key) {
    return value(key) instanceof Mapping;
  }

  /** Whether a list stands under a key. */
  public boolean isList(String key) {
    return value(key) instanceof Items;
  }

  /** As {@link #section}, where the keys are names that the writer chose, or are judged later. */
  public Section anySection(String key) {
    return has(key) ? ofAnyKeys(value(key), problems) : null;
  }

  /** A text as it stands there, for a message; what is not a single value is described. */
  public String written(String key) {
    return value(key) instanceof Scalar scalar ? scalar.text() : value(key).described();
  }

  public <T> T required(String key, Kind<T> kind) {
    Value value = value(key);
    if (value == null) {
      noteMissing(key, kind.wanted());
      return null;
    }
    return read(value, kind);
  }

  public <T> T optional(String key, Kind<T> kind, T otherwise) {
    Value value = value(key);
    return value == null ? otherwise : read(value, kind);
  }

  /** A list, of which every item is of the kind and none is there twice; empty if not given. */
  public <T> List<T> distinct(String key, Kind<T> kind) {
    Set<T> items = new LinkedHashSet<>();
    for (Value value : items(key)) {
      T item = read(value, kind);
      if (item != null && !items.add(item)) {
        problems.error(
            value.place(),
            "'%s' is %s again; take one away".formatted(value.place().path(), value.described()));
      }
    }
    return List.copyOf(items);
  }

  /** As {@link #distinct}, where a single value may stand without brackets; one must be there. */
  public <T> List<T> oneOrMore(String key, Kind<T> kind) {
    if (value(key) instanceof Items items && !items.values().isEmpty()) {
      return distinct(key, kind);
    }
    T value = required(key, kind);
    return value == null ? List.of() : List.of(value);
  }

  /** The section under a key, or null if there is none. */
  public Section section(String key, List<String> knownKeys) {
    return has(key) ? of(value(key), problems, knownKeys) : null;
  }

  /** The section under a key, which must be there. */
  public Section requiredSection(String key, List<String> knownKeys) {
    if (!has(key)) {
      noteMissing(key, "keys with values");
    }
    return section(key, knownKeys);
  }

  /** As {@link #list}, where which keys are known depends on what they say. */
  public <T> List<T> anyList(String key, Function<Section, T> reading) {
    List<T> list = new ArrayList<>();
    for (Value value : items(key)) {
      Section section = ofAnyKeys(value, problems);
      T item = section == null ? null : reading.apply(section);
      if (item != null) {
        list.add(item);
      }
    }
    return List.copyOf(list);
  }

  /** What a list's items are read as, those that cannot be left out; empty if not given. */
  public <T> List<T> list(String key, List<String> knownKeys, Function<Section, T> reading) {
    List<T> list = new ArrayList<>();
    for (Value value : items(key)) {
      Section section = of(value, problems, knownKeys);
      T item = section == null ? null : reading.apply(section);
      if (item != null) {
        list.add(item);
      }
    }
    return List.copyOf(list);
  }

  /** The sections in a list that was read without a problem; empty if not given. */
  List<Section> sections(String key) {
    return items(key).stream().map(value -> new Section((Mapping) value, problems)).toList();
  }

  /** Every key with its value, where the keys are names as well; empty if not given. */
  public <K, V> Map<K, V> map(String key, Kind<K> keys, Kind<V> values) {
    Map<K, V> map = new LinkedHashMap<>();
    Section section = has(key) ? ofAnyKeys(value(key), problems) : null;
    if (section == null) {
      return map;
    }
    for (String name : section.keys()) {
      K mapKey = section.read(section.key(name), keys);
      V mapValue = section.required(name, values);
      if (mapKey != null && mapValue != null) {
        map.put(mapKey, mapValue);
      }
    }
    return map;
  }

  /** Notes that something is wrong about a key. */
  public void error(String key, String message) {
    problems.error(place(key), path(key) + ' ' + message);
  }

  private Scalar key(String name) {
    return new Scalar(place(name), Scalar.Kind.TEXT, name);
  }

  /** The items of a list, however they are to be read; empty if not given. */
  public List<Value> items(String key) {
    Value value = value(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof Items items) {
      return items.values();
    }
    problems.error(value.place(), path(key) + " is " + value.described() + "; write a list, [ … ]");
    return List.of();
  }

  private <T> T read(Value value, Kind<T> kind) {
    String is = subject(value.place()) + " is " + value.described();
    if (!(value instanceof Scalar scalar) || scalar.kind() == Scalar.Kind.NOTHING) {
      problems.error(value.place(), is + "; write " + kind.wanted());
      return null;
    }
    try {
      return kind.reading().read(scalar);
    } catch (Wrong e) {
      problems.error(value.place(), is + ", " + e.getMessage());
      return null;
    }
  }

  private void noteMissing(String key, String wanted) {
    problems.error(mapping.place(), path(key) + " is missing; write " + wanted);
  }

  public void refuseUnknown(List<String> knownKeys) {
    for (String key : keys()) {
      if (!knownKeys.contains(key)) {
        problems.error(
            place(key),
            "there is no key "
                + path(key)
                + Nearest.suggestion(key, knownKeys)
                + "; here may stand "
                + String.join(", ", knownKeys));
      }
    }
  }

  private Value value(String key) {
    Entry entry = mapping.entries().get(key);
    boolean nothing =
        entry == null
            || (entry.value() instanceof Scalar scalar && scalar.kind() == Scalar.Kind.NOTHING);
    return nothing ? null : entry.value();
  }

  private static String subject(Place place) {
    return place.path().isEmpty() ? "the document" : '\'' + place.path() + '\'';
  }
}
