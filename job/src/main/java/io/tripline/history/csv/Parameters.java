package io.tripline.history.csv;

import io.tripline.plan.Value;
import io.tripline.plan.Value.Entry;
import io.tripline.plan.Value.Items;
import io.tripline.plan.Value.Mapping;
import io.tripline.plan.Value.Scalar;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an importer fills into a mapping that it brings: texts for each <code>${name}</code> in a
 * value, and tables. A value that comes to no text at all is nothing, as if its key were not there.
 *
 * @param texts by name
 * @param tables by the name that the mapping looks them up by
 */
public record Parameters(Map<String, String> texts, Map<String, Map<String, String>> tables) {

  /** Copies. */
  public Parameters {
    texts = Map.copyOf(texts);
    tables = Map.copyOf(tables);
  }

  /** A document with the texts filled in; keys stay as they are. */
  Value fill(Value value) {
    if (value instanceof Scalar scalar) {
      return fill(scalar);
    }
    if (value instanceof Items items) {
      return new Items(items.place(), items.values().stream().map(this::fill).toList());
    }
    Mapping mapping = (Mapping) value;
    Map<String, Entry> entries = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach((key, entry) -> entries.put(key, new Entry(entry.place(), fill(entry.value()))));
    return new Mapping(mapping.place(), entries);
  }

  private Scalar fill(Scalar scalar) {
    String filled = scalar.text();
    for (Map.Entry<String, String> text : texts.entrySet()) {
      filled = filled.replace("${" + text.getKey() + '}', text.getValue());
    }
    if (filled.equals(scalar.text())) {
      return scalar;
    }
    return filled.isEmpty()
        ? new Scalar(scalar.place(), Scalar.Kind.NOTHING, filled)
        : new Scalar(scalar.place(), scalar.kind(), filled);
  }
}
