package io.tripline.schemas;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.schemas.avro.CategoryAmount;
import io.tripline.schemas.avro.CostCategory;
import io.tripline.schemas.avro.Diverted;
import io.tripline.schemas.avro.Planned;
import io.tripline.schemas.avro.Statement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON form of statements: money as decimal strings, durations in milliseconds, maps as
 * objects, {@code divertedOut} and {@code divertedIn} as person → role → other service. The same
 * statement gives the same text, to the byte.
 */
public final class StatementJson {
  private StatementJson() {}

  /** Writes a statement as one line, without the line break. */
  public static String write(Statement statement) {
    return Json.text(tree(statement));
  }

  /** Writes a statement as a tree. */
  public static ObjectNode tree(Statement statement) {
    Planned original = statement.getOriginal();
    return new JsonObject()
        .text("serviceId", statement.getServiceId())
        .time("hour", statement.getHour())
        .whole("revision", statement.getRevision())
        .time("asOf", statement.getAsOf())
        .decimal("earned", statement.getEarned())
        .decimal("retainer", statement.getRetainer())
        .decimal("allocatedLabor", statement.getAllocatedLabor())
        .decimal("labor", statement.getLabor())
        .object("spend", spend(statement.getSpend()))
        .decimal("financeLabor", statement.getFinanceLabor())
        .text("units", Long.toString(statement.getUnits()))
        .whole("capacity", statement.getCapacity())
        .whole("own", statement.getOwn())
        .whole("visiting", statement.getVisiting())
        .whole("bench", statement.getBench())
        .decimal("benchCost", statement.getBenchCost())
        .object("divertedOut", diverted(statement.getDivertedOut()))
        .object("divertedIn", diverted(statement.getDivertedIn()))
        .whole("offHours", statement.getOffHours())
        .whole("unrated", statement.getUnrated())
        .whole("handoffs", statement.getHandoffs())
        .whole("handoffWaiting", statement.getHandoffWaiting())
        .whole("accepted", statement.getAccepted())
        .whole("declined", statement.getDeclined())
        .whole("opened", statement.getOpened())
        .object("planned", planned(statement.getPlanned()))
        .object("original", planned(original).decimal("retainer", original.getRetainer()))
        .tree();
  }

  /**
   * Reads a statement. Fields it does not know are passed over: a later version may have written
   * them.
   *
   * @throws FormatException if it is none
   */
  public static Statement read(String line) throws FormatException {
    return read(Json.parse(line));
  }

  /** As {@link #read(String)}, from a tree. */
  public static Statement read(ObjectNode tree) throws FormatException {
    JsonFields fields = new JsonFields(tree);
    JsonFields original = fields.object("original");
    BigDecimal retainer = fields.decimal("retainer");
    return Statement.newBuilder()
        .setServiceId(fields.text("serviceId"))
        .setHour(fields.time("hour"))
        .setRevision(fields.smallWhole("revision"))
        .setAsOf(fields.time("asOf"))
        .setEarned(fields.decimal("earned"))
        .setRetainer(retainer)
        .setAllocatedLabor(fields.decimal("allocatedLabor"))
        .setLabor(fields.decimal("labor"))
        .setSpend(spend(fields.object("spend")))
        .setFinanceLabor(fields.decimal("financeLabor"))
        .setUnits(units(fields))
        .setCapacity(fields.whole("capacity"))
        .setOwn(fields.whole("own"))
        .setVisiting(fields.whole("visiting"))
        .setBench(fields.whole("bench"))
        .setBenchCost(fields.decimal("benchCost"))
        .setDivertedOut(diverted(fields.object("divertedOut")))
        .setDivertedIn(diverted(fields.object("divertedIn")))
        .setOffHours(fields.whole("offHours"))
        .setUnrated(fields.whole("unrated"))
        .setHandoffs(fields.whole("handoffs"))
        .setHandoffWaiting(fields.whole("handoffWaiting"))
        .setAccepted(fields.whole("accepted"))
        .setDeclined(fields.whole("declined"))
        .setOpened(fields.whole("opened"))
        .setPlanned(planned(fields.object("planned"), retainer))
        .setOriginal(planned(original, original.decimal("retainer")))
        .build();
  }

  private static long units(JsonFields fields) throws FormatException {
    String units = fields.text("units");
    try {
      return Long.parseLong(units);
    } catch (NumberFormatException e) {
      throw fields.wrong("units", Quoted.shortly(units), "a whole number as a string, as \"2\"");
    }
  }

  private static JsonObject spend(List<CategoryAmount> amounts) {
    JsonObject json = new JsonObject();
    amounts.forEach(amount -> json.decimal(amount.getCategory().name(), amount.getAmount()));
    return json;
  }

  private static List<CategoryAmount> spend(JsonFields fields) throws FormatException {
    List<CategoryAmount> amounts = new ArrayList<>();
    for (CostCategory category : CostCategory.values()) {
      if (fields.has(category.name())) {
        amounts.add(new CategoryAmount(category, fields.decimal(category.name())));
      }
    }
    return amounts;
  }

  private static JsonObject diverted(List<Diverted> diverted) {
    Map<String, Map<String, JsonObject>> byPersonAndRole = new LinkedHashMap<>();
    for (Diverted part : diverted) {
      byPersonAndRole
          .computeIfAbsent(part.getPersonId(), person -> new LinkedHashMap<>())
          .computeIfAbsent(part.getRole(), role -> new JsonObject())
          .object(
              part.getOtherServiceId(),
              new JsonObject().whole("ms", part.getMs()).decimal("cost", part.getCost()));
    }
    JsonObject json = new JsonObject();
    byPersonAndRole.forEach((person, byRole) -> json.object(person, nested(byRole)));
    return json;
  }

  private static JsonObject nested(Map<String, JsonObject> byName) {
    JsonObject json = new JsonObject();
    byName.forEach(json::object);
    return json;
  }

  private static List<Diverted> diverted(JsonFields byPerson) throws FormatException {
    List<Diverted> diverted = new ArrayList<>();
    for (String person : byPerson.names()) {
      JsonFields byRole = byPerson.object(person);
      for (String role : byRole.names()) {
        JsonFields byService = byRole.object(role);
        for (String service : byService.names()) {
          JsonFields part = byService.object(service);
          diverted.add(new Diverted(person, role, service, part.whole("ms"), part.decimal("cost")));
        }
      }
    }
    return diverted;
  }

  private static JsonObject planned(Planned planned) {
    return new JsonObject()
        .decimal("earned", planned.getEarned())
        .decimal("units", planned.getUnits())
        .whole("hours", planned.getHours())
        .decimal("labor", planned.getLabor())
        .object("spend", spend(planned.getSpend()));
  }

  private static Planned planned(JsonFields fields, BigDecimal retainer) throws FormatException {
    return new Planned(
        fields.decimal("earned"),
        fields.decimal("units"),
        fields.whole("hours"),
        fields.decimal("labor"),
        spend(fields.object("spend")),
        retainer);
  }
}
