package io.tripline.kafka.config;

import io.tripline.plan.Place;
import io.tripline.plan.Problems;
import io.tripline.plan.Value;
import io.tripline.plan.Value.Entry;
import io.tripline.plan.Value.Items;
import io.tripline.plan.Value.Mapping;
import io.tripline.plan.Value.Scalar;
import io.tripline.plan.Wrong;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was given, by dotted keys, however nested it was written. A key without a value is as good
 * as no key. Whatever is wrong is noted among the problems, once, and null answered in its stead,
 * so that reading goes on and finds the rest.
 */
final class Settings {
  private final Map<String, Setting> given = new LinkedHashMap<>();
  private final Map<Option<?>, Object> read = new HashMap<>();
  private final Problems problems;
  private final Place top;

  /**
   * @param place of the key; it has no line if it was given beside the document
   */
  private record Setting(Place place, Scalar value) {}

  /**
   * @param document a mapping, else that is a problem
   * @param overrides what comes before anything in the document
   */
  Settings(Value document, Map<String, String> overrides, Problems problems) {
    this.problems = problems;
    this.top = document.place();
    if (document instanceof Mapping mapping) {
      mapping.entries().forEach(this::add);
    } else {
      problems.error(top, "the document is " + document.described() + "; write keys with values");
    }
    overrides.forEach(this::override);
    given.values().removeIf(setting -> setting.value().kind() == Scalar.Kind.NOTHING);
  }

  private void add(String key, Entry entry) {
    if (entry.value() instanceof Mapping mapping) {
      mapping.entries().forEach((name, inner) -> add(key + '.' + name, inner));
    } else if (entry.value() instanceof Items items) {
      put(key, entry.place(), joined(key, items));
    } else {
      put(key, entry.place(), (Scalar) entry.value());
    }
  }

  /** A list is its items with commas between them, as Kafka writes lists. */
  private Scalar joined(String key, Items items) {
    List<String> texts = new ArrayList<>();
    for (Value item : items.values()) {
      if (item instanceof Scalar scalar && scalar.kind() != Scalar.Kind.NOTHING) {
        texts.add(scalar.text());
      } else {
        problems.error(
            item.place(),
            "an item of '%s' is %s; write single values".formatted(key, item.described()));
      }
    }
    return new Scalar(items.place(), Scalar.Kind.TEXT, String.join(",", texts));
  }

  private void put(String key, Place place, Scalar value) {
    Setting first = given.putIfAbsent(key, new Setting(place, value));
    if (first != null) {
      problems.error(
          place,
          "'%s' was given in line %s already; keep one of the two"
              .formatted(key, first.place().line()));
    }
  }

  private void override(String key, String text) {
    Place place = Place.TOP.field(key);
    Scalar.Kind kind = text.isEmpty() ? Scalar.Kind.NOTHING : Scalar.Kind.TEXT;
    given.put(key, new Setting(place, new Scalar(place, kind, text)));
  }

  /** The keys that were given. */
  Set<String> keys() {
    return given.keySet();
  }

  boolean has(Option<?> option) {
    return given.containsKey(option.key());
  }

  /** What stands at a key that was given. */
  String text(String key) {
    return given.get(key).value().text();
  }

  /**
   * What an option is: as given, or its default; null if it has none, or what is given is wrong.
   */
  @SuppressWarnings("unchecked") // Only what the option's own kind has read is kept for it.
  <T> T get(Option<T> option) {
    if (!read.containsKey(option)) {
      read.put(option, find(option));
    }
    return (T) read.get(option);
  }

  /** The text that an option is read from: as given, or its default; null if it has none. */
  String effective(Option<?> option) {
    return has(option) ? text(option.key()) : otherwise(option);
  }

  private String otherwise(Option<?> option) {
    if (!option.followsDeployment()) {
      return option.otherwise();
    }
    String deployment = get(Options.DEPLOYMENT);
    return option.otherwise(deployment == null ? Options.DEPLOYMENT.otherwise() : deployment);
  }

  private <T> T find(Option<T> option) {
    Setting setting = given.get(option.key());
    if (setting != null) {
      return allowed(option, setting) ? read(option, setting.value()) : null;
    }
    if (option.use() == Option.Use.REQUIRED) {
      problems.error(top, "'" + option.key() + "' is missing; write " + option.kind().wanted());
    }
    String otherwise = otherwise(option);
    return otherwise == null
        ? null
        : read(option, new Scalar(Place.TOP, Scalar.Kind.TEXT, otherwise));
  }

  private boolean allowed(Option<?> option, Setting setting) {
    int before = problems.errors();
    String text = setting.value().text();
    switch (option.use()) {
      case PLAIN, REQUIRED -> {
        if (References.mayRefer(text)) {
          error(
              option.key(),
              "refers to something, which only settings of clients may; write the value, or give it"
                  + " beside this file with --set "
                  + option.key()
                  + "=…");
        }
      }
      case REFERABLE -> References.objection(text).ifPresent(why -> error(option.key(), why));
      case SECRET -> {
        if (!References.isReference(text)) {
          error(option.key(), "is a secret, which " + References.SECRET);
        }
      }
    }
    return problems.errors() == before;
  }

  private <T> T read(Option<T> option, Scalar value) {
    try {
      return option.kind().reading().read(value);
    } catch (Wrong e) {
      problems.error(
          value.place(),
          "'%s' is %s, %s".formatted(option.key(), value.described(), e.getMessage()));
      return null;
    }
  }

  /** Notes that something is wrong about a key, at which the message goes on. */
  void error(String key, String message) {
    problems.error(place(key), '\'' + key + "' " + message);
  }

  /** Notes that something is odd about a key. */
  void warning(String key, String message) {
    problems.warning(place(key), '\'' + key + "' " + message);
  }

  private Place place(String key) {
    Setting setting = given.get(key);
    return setting == null ? top : setting.place();
  }
}
