package io.tripline.history.csv;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.schemas.FactJson;
import io.tripline.schemas.FactLine;
import io.tripline.schemas.FactType;
import io.tripline.schemas.FormatException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * How a fact is made of a row.
 *
 * @param when all of which must hold; otherwise the row makes no such fact
 * @param fields by their names in the contract
 * @param changeType what happened to a ticket; null for every other fact
 * @param changeFields the fields of what happened
 */
record FactRecipe(
    FactType type,
    List<Condition> when,
    Map<String, Recipe> fields,
    String changeType,
    Map<String, Recipe> changeFields) {
  private static final String CHANGE = "change";

  /**
   * The fact of a row, or nothing if a condition does not hold.
   *
   * @throws RowFault if what the row says is no such fact
   */
  Optional<SpecificRecord> of(RowInGroup row) throws RowFault {
    for (Condition condition : when) {
      if (!condition.holds(row)) {
        return Optional.empty();
      }
    }
    ObjectNode tree = JsonNodeFactory.instance.objectNode().put("type", type.typeName());
    fill(tree, fields, row);
    if (changeType != null) {
      fill(tree.putObject(CHANGE).put("type", changeType), changeFields, row);
    }
    return Optional.of(read(tree));
  }

  private static void fill(ObjectNode object, Map<String, Recipe> recipes, RowInGroup row)
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
