package io.tripline.history.csv;

import io.tripline.history.csv.FactShape.Field;
import io.tripline.plan.Kind;
import io.tripline.plan.Section;
import io.tripline.schemas.FactType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads how a fact is made: its fields by their names in the contract, and when it is made. */
final class FactReader {
  private static final String TYPE = "type";
  private static final String WHEN = "when";
  private static final String CHANGE = "change";
  private static final String VALUE = "value";
  private static final String IS = "is";
  private static final String IS_NOT = "isNot";
  private static final String PRESENT = "present";
  private static final String SAME_AS = "sameAs";
  private static final String DIFFERS_FROM = "differsFrom";
  private static final List<String> TESTS = List.of(IS, IS_NOT, PRESENT, SAME_AS, DIFFERS_FROM);
  private static final List<String> CONDITION_KEYS =
      List.of(VALUE, "table", "otherwise", IS, IS_NOT, PRESENT, SAME_AS, DIFFERS_FROM);

  /** Plans are files of their own. */
  private static final Kind<FactType> FACT_TYPE =
      Kind.oneOf(
          Arrays.stream(FactType.values()).filter(t -> t != FactType.PLAN_PUBLISHED).toList(),
          FactType::typeName);

  private final RecipeReader recipes;

  FactReader(RecipeReader recipes) {
    this.recipes = recipes;
  }

  /** A fact; null if there is a problem. */
  FactRecipe fact(Section fact) {
    FactType type = fact.required(TYPE, FACT_TYPE);
    if (type == null) {
      return null;
    }
    FactShape shape = FactShape.of(type);
    List<String> known = new ArrayList<>(List.of(TYPE, WHEN, FactRecipe.REPEAT));
    known.addAll(shape.fields().keySet());
    if (shape.hasChange()) {
      known.add(CHANGE);
    }
    fact.refuseUnknown(known);
    List<Condition> when = fact.list(WHEN, CONDITION_KEYS, this::condition);
    Repeat repeat = recipes.repeat(fact, FactRecipe.REPEAT);
    Map<String, Recipe> fields = fields(fact, shape.fields());
    if (!repeat.equals(Repeat.ONCE) && !named(fields)) {
      fact.error(
          FactRecipe.REPEAT, "makes facts of one name; write {#n}, their number, into 'eventId'");
    }
    return shape.hasChange()
        ? withChange(fact, new FactRecipe(type, when, repeat, fields, null, Map.of()), shape)
        : new FactRecipe(type, when, repeat, fields, null, Map.of());
  }

  private FactRecipe withChange(Section fact, FactRecipe recipe, FactShape shape) {
    if (!fact.hasSection(CHANGE)) {
      fact.error(CHANGE, "must say what happened; write {type: Opened} or another type");
      return null;
    }
    Section change = fact.anySection(CHANGE);
    String type = change.required(TYPE, Kind.oneOf(List.copyOf(shape.changes().keySet()), t -> t));
    if (type == null) {
      return null;
    }
    Map<String, Field> shapeOfChange = shape.changes().get(type);
    List<String> known = new ArrayList<>(List.of(TYPE));
    known.addAll(shapeOfChange.keySet());
    change.refuseUnknown(known);
    return new FactRecipe(
        recipe.type(),
        recipe.when(),
        recipe.repeat(),
        recipe.fields(),
        type,
        fields(change, shapeOfChange));
  }

  private static boolean named(Map<String, Recipe> fields) {
    Recipe eventId = fields.get("eventId");
    return eventId != null && eventId.source().template().tellsTimesApart();
  }

  private Map<String, Recipe> fields(Section section, Map<String, Field> shape) {
    Map<String, Recipe> fields = new LinkedHashMap<>();
    shape.forEach(
        (name, field) -> {
          Recipe recipe = recipes.recipe(section, name, field);
          if (recipe != null) {
            fields.put(name, recipe);
          }
        });
    return fields;
  }

  private Condition condition(Section condition) {
    List<String> tests = TESTS.stream().filter(condition::has).toList();
    Lookup value = recipes.withTable(condition);
    if (tests.size() != 1) {
      condition.error(VALUE, "needs one test; write one of " + String.join(", ", TESTS));
      return null;
    }
    String test = tests.get(0);
    if (value == null) {
      return null;
    }
    return switch (test) {
      case IS, IS_NOT ->
          new Condition.OneOf(
              value, Set.copyOf(condition.distinct(test, Kinds.WORDS)), test.equals(IS));
      case PRESENT ->
          new Condition.Present(
              value, Boolean.TRUE.equals(condition.required(PRESENT, Kinds.FLAG)));
      default -> same(condition, value, test);
    };
  }

  private Condition same(Section condition, Lookup value, String test) {
    Template other = recipes.template(condition, test);
    return other == null ? null : new Condition.Same(value, other, test.equals(SAME_AS));
  }
}
