package io.tripline.history.csv;

import io.tripline.history.csv.FactRecipe.Made;
import io.tripline.history.csv.Rows.Keyed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Makes the facts of rows, group by group. A refused row is as if it were not there: it is nobody's
 * previous or first row.
 */
final class RowMapper {
  private final Rows rows;
  private final Tables tables;
  private final FactCheck check;
  private final FactStore facts;
  private final ImportProgress progress;
  private long done;
  private long sorted;

  RowMapper(Rows rows, Tables tables, FactCheck check, FactStore facts, ImportProgress progress) {
    this.rows = rows;
    this.tables = tables;
    this.check = check;
    this.facts = facts;
    this.progress = progress;
  }

  /**
   * Makes the facts of all rows, and says how many rows of a group stood right behind one that
   * comes after them.
   */
  long map(List<Row> all) {
    for (List<Keyed> group : groups(all)) {
      sorted += behindLater(group);
      group.sort(rows.comparator());
      mapGroup(group);
    }
    return sorted;
  }

  private Iterable<List<Keyed>> groups(List<Row> all) {
    Map<List<String>, List<Keyed>> groups = new LinkedHashMap<>();
    for (Row row : all) {
      if (tables.refused(row)) {
        continue;
      }
      RowInGroup alone = new RowInGroup(row, null, null);
      try {
        Keyed keyed = rows.keyed(alone);
        groups.computeIfAbsent(values(rows.by(), alone), group -> new ArrayList<>()).add(keyed);
      } catch (RowFault fault) {
        refuse(row, fault);
      }
    }
    return groups.values();
  }

  private long behindLater(List<Keyed> group) {
    Comparator<Keyed> order = rows.comparator();
    return IntStream.range(1, group.size())
        .filter(at -> order.compare(group.get(at - 1), group.get(at)) > 0)
        .count();
  }

  private void mapGroup(List<Keyed> group) {
    Set<List<String>> seen = new HashSet<>();
    Row first = null;
    Row previous = null;
    for (Keyed keyed : group) {
      Row row = keyed.row();
      RowInGroup inGroup = new RowInGroup(row, previous, first == null ? row : first);
      progress.reached("mapping " + rows.name(), ++done);
      List<String> combination = values(rows.firstOf(), inGroup);
      if (!rows.firstOf().isEmpty() && seen.contains(combination)) {
        continue;
      }
      if (make(inGroup)) {
        seen.add(combination);
        first = inGroup.first();
        previous = row;
      }
    }
  }

  private boolean make(RowInGroup row) {
    List<Made> made = new ArrayList<>();
    try {
      for (FactRecipe recipe : rows.facts()) {
        for (Made fact : recipe.of(row)) {
          check.check(fact.fact());
          made.add(fact);
        }
      }
    } catch (RowFault fault) {
      refuse(row.row(), fault);
      return false;
    }
    facts.add(row.row().origin(), made);
    return true;
  }

  private void refuse(Row row, RowFault fault) {
    tables.refusals().refuse(row.origin(), rows.name(), fault);
  }

  private static List<String> values(List<String> columns, RowInGroup row) {
    List<String> values = new ArrayList<>(columns.size());
    columns.forEach(column -> values.add(row.value(Template.Scope.THIS, column)));
    return values;
  }
}
