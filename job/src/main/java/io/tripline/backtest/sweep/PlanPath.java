package io.tripline.backtest.sweep;

import io.tripline.plan.Place;
import io.tripline.plan.Value;
import io.tripline.plan.Value.Entry;
import io.tripline.plan.Value.Items;
import io.tripline.plan.Value.Mapping;
import io.tripline.plan.Value.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The way to a single value of a plan's document, from its top.
 *
 * @param steps keys of mappings, and places in lists, counted from 0
 */
record PlanPath(List<Step> steps) {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

  /**
   * One step: one of both.
   *
   * @param key null for a step into a list
   */
  record Step(String key, int index) {}

  static final PlanPath TOP = new PlanPath(List.of());

  PlanPath key(String key) {
    return plus(new Step(key, 0));
  }

  PlanPath item(int index) {
    return plus(new Step(null, index));
  }

  private PlanPath plus(Step step) {
    List<Step> longer = new ArrayList<>(steps);
    longer.add(step);
    return new PlanPath(List.copyOf(longer));
  }

  /** What the document says there; null if the last key is not written down. */
  String written(Value document) {
    Value value = document;
    for (Step step : steps) {
      if (step.key() == null) {
        value = ((Items) value).values().get(step.index());
      } else {
        Entry entry = ((Mapping) value).entries().get(step.key());
        if (entry == null) {
          return null;
        }
        value = entry.value();
      }
    }
    return value instanceof Scalar scalar && scalar.kind() != Scalar.Kind.NOTHING
        ? scalar.text()
        : null;
  }

  /** The same document, with this text there. */
  Value with(String text, Value document) {
    return with(text, document, 0);
  }

  private Value with(String text, Value value, int depth) {
    if (depth == steps.size()) {
      return scalar(value.place(), text);
    }
    Step step = steps.get(depth);
    if (step.key() == null) {
      Items items = (Items) value;
      List<Value> values = new ArrayList<>(items.values());
      values.set(step.index(), with(text, values.get(step.index()), depth + 1));
      return new Items(items.place(), List.copyOf(values));
    }
    Mapping mapping = (Mapping) value;
    Map<String, Entry> entries = new LinkedHashMap<>(mapping.entries());
    Entry entry = entries.get(step.key());
    // Only the last key of a path may be missing; then its mapping is the nearest place there is.
    Place place = entry == null ? mapping.place() : entry.place();
    Value changed = entry == null ? scalar(place, text) : with(text, entry.value(), depth + 1);
    entries.put(step.key(), new Entry(place, changed));
    return new Mapping(mapping.place(), entries);
  }

  private static Scalar scalar(Place place, String text) {
    Scalar.Kind kind = NUMBER.matcher(text).matches() ? Scalar.Kind.NUMBER : Scalar.Kind.TEXT;
    return new Scalar(place, kind, text);
  }
}
