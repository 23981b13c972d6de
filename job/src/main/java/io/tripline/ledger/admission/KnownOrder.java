package io.tripline.ledger.admission;

import io.tripline.ledger.fact.Fact;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The order in which facts take effect, made total: known time, event id, source, and where even
 * these are equal, feed and content. Facts that still tie are equal, and it does not matter which
 * of them counts.
 */
public final class KnownOrder implements Comparator<Fact> {
  /** The order. */
  public static final Comparator<Fact> INSTANCE = new KnownOrder();

  private KnownOrder() {}

  @Override
  public int compare(Fact one, Fact other) {
    int byName = Fact.KNOWN_ORDER.compare(one, other);
    if (byName != 0) {
      return byName;
    }
    int byFeed = one.feed().compareTo(other.feed());
    if (byFeed != 0 || one.equals(other)) {
      return byFeed;
    }
    return content(one).compareTo(content(other));
  }

  /** Everything in a fact as text that depends on nothing else: maps have no order of their own. */
  private static String content(Object value) {
    if (value instanceof Record fields) {
      return fields.getClass().getSimpleName() + contents(fields);
    }
    if (value instanceof Map<?, ?> map) {
      TreeMap<String, String> sorted = new TreeMap<>();
      map.forEach((key, entry) -> sorted.put(content(key), content(entry)));
      return sorted.toString();
    }
    if (value instanceof Collection<?> list) {
      return list.stream().map(KnownOrder::content).toList().toString();
    }
    return String.valueOf(value);
  }

  private static List<String> contents(Record fields) {
    List<String> contents = new ArrayList<>();
    for (RecordComponent component : fields.getClass().getRecordComponents()) {
      try {
        contents.add(content(component.getAccessor().invoke(fields)));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a public record cannot be read: " + fields.getClass(), e);
      }
    }
    return contents;
  }
}
