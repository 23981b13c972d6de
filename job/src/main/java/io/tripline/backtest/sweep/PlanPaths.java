package io.tripline.backtest.sweep;

import io.tripline.plan.Value;
import io.tripline.plan.Value.Entry;
import io.tripline.plan.Value.Items;
import io.tripline.plan.Value.Mapping;
import io.tripline.plan.Value.Scalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All values of a plan that can be swept, by the names that the contract's reference gives them. Of
 * a document that the plan reader found nothing wrong with.
 */
final class PlanPaths {
  private static final String TARGETS = "targets";
  private static final String RULES = "killSwitch";
  private static final List<String> OF_TARGETS =
      List.of(
          "window",
          "atLeast",
          "atMost",
          "warn",
          "critical",
          "clear",
          "floor",
          "for",
          "clearAfter",
          "during");
  private static final List<String> OF_RULES =
      List.of("for", "clearAfter", "during", "certifyWithin");
  private static final List<String> OF_CONDITIONS = List.of("is", "window", "above", "below", "of");

  /** Keys that stand for a choice between two: only the one that is written can be swept. */
  private static final Set<String> ONLY_IF_WRITTEN =
      Set.of("atLeast", "atMost", "window", "above", "below", "of");

  private final Mapping document;
  private final Map<String, PlanPath> paths = new LinkedHashMap<>();

  private PlanPaths(Mapping document) {
    this.document = document;
  }

  /** The paths, in the order in which they stand in the reference. */
  static Map<String, PlanPath> of(Value document) {
    PlanPaths all = new PlanPaths((Mapping) document);
    all.economics();
    all.targets();
    all.rules();
    return all.withShortNames();
  }

  private void economics() {
    paths.put("calendar", PlanPath.TOP.key("calendar"));
    nested("unit", List.of("value"));
    nested("baseline", List.of("unitsPerWeek"));
    if (child(document, "baseline") instanceof Mapping baseline) {
      PlanPath path = PlanPath.TOP.key("baseline");
      if (child(baseline, "retainer") instanceof Mapping) {
        paths.put("baseline.retainer.amount", path.key("retainer").key("amount"));
      }
      List<Mapping> team = items(baseline, "team");
      for (int i = 0; i < team.size(); i++) {
        PlanPath role = path.key("team").item(i);
        String name = "baseline.team." + text(team.get(i), "role") + '.';
        paths.put(name + "headcount", role.key("headcount"));
        paths.put(name + "hourlyCost", role.key("hourlyCost"));
      }
      if (child(baseline, "spendPerWeek") instanceof Mapping spend) {
        for (String category : spend.entries().keySet()) {
          paths.put("baseline.spendPerWeek." + category, path.key("spendPerWeek").key(category));
        }
      }
    }
    nested("feeds", List.of("cost", "ticket"));
  }

  private void nested(String section, List<String> keys) {
    if (child(document, section) instanceof Mapping) {
      keys.forEach(key -> paths.put(section + '.' + key, PlanPath.TOP.key(section).key(key)));
    }
  }

  private void targets() {
    List<Mapping> targets = items(document, TARGETS);
    for (int i = 0; i < targets.size(); i++) {
      put(
          TARGETS + '.' + text(targets.get(i), "id"),
          PlanPath.TOP.key(TARGETS).item(i),
          targets.get(i),
          OF_TARGETS);
    }
  }

  private void rules() {
    List<Mapping> rules = items(document, RULES);
    for (int i = 0; i < rules.size(); i++) {
      Mapping rule = rules.get(i);
      String name = RULES + '.' + text(rule, "id");
      PlanPath path = PlanPath.TOP.key(RULES).item(i);
      put(name, path, rule, OF_RULES);
      List<Mapping> conditions = items(rule, "when");
      List<String> names = names(conditions);
      for (int k = 0; k < conditions.size(); k++) {
        put(
            name + '.' + names.get(k),
            path.key("when").item(k),
            conditions.get(k),
            child(conditions.get(k), "target") == null
                ? OF_CONDITIONS.subList(1, OF_CONDITIONS.size())
                : OF_CONDITIONS.subList(0, 1));
      }
    }
  }

  private void put(String name, PlanPath path, Mapping section, List<String> keys) {
    for (String key : keys) {
      if (child(section, key) != null || !ONLY_IF_WRITTEN.contains(key)) {
        paths.put(name + '.' + key, path.key(key));
      }
    }
  }

  /** By target or metric; by metric and window if that is not enough; else by their place. */
  private static List<String> names(List<Mapping> conditions) {
    List<String> subjects = new ArrayList<>();
    List<String> windows = new ArrayList<>();
    for (Mapping condition : conditions) {
      String target = text(condition, "target");
      String subject = target == null ? text(condition, "metric") : target;
      subjects.add(subject);
      windows.add(subject + '-' + text(condition, "window"));
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      if (isAlone(subjects.get(i), subjects)) {
        names.add(subjects.get(i));
      } else {
        names.add(isAlone(windows.get(i), windows) ? windows.get(i) : "when[" + i + ']');
      }
    }
    return names;
  }

  private static boolean isAlone(String name, List<String> names) {
    return names.indexOf(name) == names.lastIndexOf(name);
  }

  /** Ids alone where they say enough, and the long names as well. */
  private Map<String, PlanPath> withShortNames() {
    Map<String, PlanPath> all = new LinkedHashMap<>();
    Set<String> twice = new HashSet<>(paths.keySet());
    Set<String> once = new HashSet<>();
    for (String name : paths.keySet()) {
      if (!once.add(shortened(name))) {
        twice.add(shortened(name));
      }
    }
    paths.forEach(
        (name, path) -> all.put(twice.contains(shortened(name)) ? name : shortened(name), path));
    paths.forEach(all::putIfAbsent);
    return all;
  }

  private static String shortened(String name) {
    for (String prefix : List.of(TARGETS + '.', RULES + '.')) {
      if (name.startsWith(prefix)) {
        return name.substring(prefix.length());
      }
    }
    return name;
  }

  private static Value child(Mapping mapping, String key) {
    Entry entry = mapping.entries().get(key);
    return entry == null
            || (entry.value() instanceof Scalar scalar && scalar.kind() == Scalar.Kind.NOTHING)
        ? null
        : entry.value();
  }

  private static String text(Mapping mapping, String key) {
    return child(mapping, key) instanceof Scalar scalar ? scalar.text() : null;
  }

  private static List<Mapping> items(Mapping mapping, String key) {
    return child(mapping, key) instanceof Items items
        ? items.values().stream().map(Mapping.class::cast).toList()
        : List.of();
  }
}
