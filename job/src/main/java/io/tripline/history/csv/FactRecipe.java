package io.tripline.history.csv;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.schemas.FactJson;
import io.tripline.schemas.FactLine;
import io.tripline.schemas.FactType;
import io.tripline.schemas.FormatException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * How facts are made of a row.
 *
 * @param when all of which must hold; otherwise the row makes no such fact
 * @param repeat how many it makes
 * @param fields by their names in the contract
 * @param changeType what happened to a ticket; null for every other fact
 * @param changeFields the fields of what happened
 */
record FactRecipe(
    FactType type,
    List<Condition> when,
    Repeat repeat,
    Map<String, Recipe> fields,
    String changeType,
    Map<String, Recipe> changeFields) {
  /** What the number of facts that a row makes is called, among the fields that were rounded. */
  static final String REPEAT = "repeat";

  private static final String CHANGE = "change";

  /**
   * A fact.
   *
   * @param lost by field, what rounding took off it: what it would be, less what it is
   */
  record Made(SpecificRecordBase fact, Map<String, BigDecimal> lost) {}

  /**
   * The facts of a row; none if a condition does not hold.
   *
   * @throws RowFault if what the row says is no such fact
   */
  List<Made> of(RowInGroup row) throws RowFault {
    for (Condition condition : when) {
      if (!condition.holds(row)) {
        return List.of();
      }
    }
    int times = repeat.of(row);
    List<Made> made = new ArrayList<>(times);
    for (int time = 1; time <= times; time++) {
      made.add(made(row.atTime(time)));
    }
    BigDecimal cut = repeat.lost(row);
    if (cut.signum() != 0) {
      made.get(0).lost().put(REPEAT, cut);
    }
    return made;
  }

  private Made made(RowInGroup row) throws RowFault {
    ObjectNode tree = JsonNodeFactory.instance.objectNode().put("type", type.typeName());
    Map<String, BigDecimal> lost = new LinkedHashMap<>();
    fill(tree, fields, row, lost);
    if (changeType != null) {
      fill(tree.putObject(CHANGE).put("type", changeType), changeFields, row, lost);
    }
    return new Made((SpecificRecordBase) read(tree), lost);
  }

  private static void fill(
      ObjectNode object, Map<String, Recipe> recipes, RowInGroup row, Map<String, BigDecimal> lost)
      throws RowFault {
    for (Map.Entry<String, Recipe> field : recipes.entrySet()) {
      String value = field.getValue().of(row);
      if (value == null) {
        continue;
      }
      if (field.getValue() instanceof Recipe.Flag) {
        object.put(field.getKey(), Boolean.parseBoolean(value));
      } else {
        object.put(field.getKey(), value);
      }
      BigDecimal cut = field.getValue().lost(row);
      if (cut.signum() != 0) {
        lost.put(field.getKey(), cut);
      }
    }
  }

  /** Through the contract's own reader, which knows what a fact is. */
  private SpecificRecord read(ObjectNode tree) throws RowFault {
    try {
      return ((FactLine.Plain) FactJson.read(type.feed(), tree)).fact();
    } catch (FormatException e) {
      throw new RowFault(
          e.fault().name(), e.field().map(this::columnsOf).orElse(null), e.getMessage());
    }
  }

  private String columnsOf(String path) {
    String inChange = CHANGE + '.';
    Recipe recipe =
        path.startsWith(inChange)
            ? changeFields.get(path.substring(inChange.length()))
            : fields.get(path);
    return recipe == null ? null : recipe.source().template().columnNames();
  }
}
