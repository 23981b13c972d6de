package io.tripline.schemas;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.schemas.avro.AllocationChanged;
import io.tripline.schemas.avro.CommandAction;
import io.tripline.schemas.avro.CostCategory;
import io.tripline.schemas.avro.CostRecorded;
import io.tripline.schemas.avro.Decided;
import io.tripline.schemas.avro.Decision;
import io.tripline.schemas.avro.Feed;
import io.tripline.schemas.avro.HandedOff;
import io.tripline.schemas.avro.KillSwitchCommand;
import io.tripline.schemas.avro.Opened;
import io.tripline.schemas.avro.PlanClosed;
import io.tripline.schemas.avro.PlanPublished;
import io.tripline.schemas.avro.Reopened;
import io.tripline.schemas.avro.ReportedStatus;
import io.tripline.schemas.avro.Resolved;
import io.tripline.schemas.avro.StatusReported;
import io.tripline.schemas.avro.TicketChanged;
import io.tripline.schemas.avro.Work;
import io.tripline.schemas.avro.WorkBasis;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/**
 * The JSON form of facts, as in a history's {@code .jsonl} files: one object for each fact, with
 * the names of the Avro fields and a {@code type}. Reading judges the form only; whether a value is
 * in its range is for whoever books the fact.
 */
public final class FactJson {
  private static final String TYPE = "type";
  private static final String SOURCE = "source";
  private static final String EVENT_ID = "eventId";

  private FactJson() {}

  /**
   * Reads a line.
   *
   * @throws FormatException if it is no JSON object or no fact that the feed carries
   */
  public static FactLine read(Feed feed, String line) throws FormatException {
    return read(feed, Json.parse(line));
  }

  /** As {@link #read(Feed, String)}, from UTF-8. */
  public static FactLine read(Feed feed, byte[] line) throws FormatException {
    return read(feed, Json.parse(line));
  }

  /** As {@link #read(Feed, String)}, from a tree, which is not changed. */
  public static FactLine read(Feed feed, ObjectNode tree) throws FormatException {
    JsonFields fields = new JsonFields(tree);
    FactType type = type(feed, fields);
    if (type == FactType.PLAN_PUBLISHED) {
      ObjectNode document = tree.deepCopy().without(List.of(TYPE, SOURCE, EVENT_ID));
      return new FactLine.PlanDocument(fields.text(SOURCE), fields.text(EVENT_ID), document);
    }
    SpecificRecord fact = fact(type, fields);
    return new FactLine.Plain(fact, fields.unknown());
  }

  /** Writes a fact as one line, without the line break. */
  public static String write(SpecificRecord fact) {
    return Json.text(tree(fact));
  }

  /** Writes a fact as a tree. */
  public static ObjectNode tree(SpecificRecord fact) {
    FactType type =
        FactType.of(fact)
            .orElseThrow(() -> new IllegalArgumentException(fact.getClass() + " is no fact"));
    JsonObject json = new JsonObject().text(TYPE, type.typeName());
    return switch (type) {
      case COST_RECORDED -> write((CostRecorded) fact, json).tree();
      case TICKET_CHANGED -> write((TicketChanged) fact, json).tree();
      case ALLOCATION_CHANGED -> write((AllocationChanged) fact, json).tree();
      case PLAN_PUBLISHED -> write((PlanPublished) fact, json).tree();
      case PLAN_CLOSED -> write((PlanClosed) fact, json).tree();
      case STATUS_REPORTED -> write((StatusReported) fact, json).tree();
      case KILL_SWITCH_COMMAND -> write((KillSwitchCommand) fact, json).tree();
    };
  }

  private static FactType type(Feed feed, JsonFields fields) throws FormatException {
    String name = fields.text(TYPE);
    String carried =
        FactType.carriedBy(feed).stream()
            .map(FactType::typeName)
            .collect(Collectors.joining(", ", "feed " + lowerCase(feed) + " carries ", ""));
    FactType type =
        FactType.named(name)
            .orElseThrow(
                () ->
                    new FormatException(
                        Fault.UNKNOWN_TYPE,
                        TYPE,
                        "there is no fact of type %s; %s"
                            .formatted(Quoted.shortly(name), carried)));
    if (type.feed() != feed) {
      throw new FormatException(
          Fault.UNKNOWN_TYPE,
          TYPE,
          "%s belongs into feed %s; %s".formatted(name, lowerCase(type.feed()), carried));
    }
    return type;
  }

  private static String lowerCase(Feed feed) {
    return feed.name().toLowerCase(Locale.ROOT);
  }

  private static SpecificRecord fact(FactType type, JsonFields fields) throws FormatException {
    return switch (type) {
      case COST_RECORDED -> costRecorded(fields);
      case TICKET_CHANGED -> ticketChanged(fields);
      case ALLOCATION_CHANGED -> allocationChanged(fields);
      case PLAN_CLOSED -> planClosed(fields);
      case STATUS_REPORTED -> statusReported(fields);
      case KILL_SWITCH_COMMAND -> killSwitchCommand(fields);
      case PLAN_PUBLISHED -> throw new IllegalArgumentException("plans are read as documents");
    };
  }

  private static CostRecorded costRecorded(JsonFields fields) throws FormatException {
    return new CostRecorded(
        fields.text(SOURCE),
        fields.text(EVENT_ID),
        fields.time("recordedAt"),
        fields.text("serviceId"),
        fields.symbol("category", CostCategory.class),
        fields.decimal("amount"),
        fields.text("currency"),
        fields.time("chargePeriodStart"),
        fields.time("chargePeriodEnd"),
        fields.textOrNull("description"));
  }

  private static JsonObject write(CostRecorded fact, JsonObject json) {
    return json.text(SOURCE, fact.getSource())
        .text(EVENT_ID, fact.getEventId())
        .time("recordedAt", fact.getRecordedAt())
        .text("serviceId", fact.getServiceId())
        .symbol("category", fact.getCategory())
        .decimal("amount", fact.getAmount())
        .text("currency", fact.getCurrency())
        .time("chargePeriodStart", fact.getChargePeriodStart())
        .time("chargePeriodEnd", fact.getChargePeriodEnd())
        .text("description", fact.getDescription());
  }

  private static TicketChanged ticketChanged(JsonFields fields) throws FormatException {
    return new TicketChanged(
        fields.text(SOURCE),
        fields.text(EVENT_ID),
        fields.time("recordedAt"),
        fields.time("occurredAt"),
        fields.text("serviceId"),
        fields.text("ticketId"),
        fields.text("ticketType"),
        change(fields.object("change")));
  }

  private static JsonObject write(TicketChanged fact, JsonObject json) {
    return json.text(SOURCE, fact.getSource())
        .text(EVENT_ID, fact.getEventId())
        .time("recordedAt", fact.getRecordedAt())
        .time("occurredAt", fact.getOccurredAt())
        .text("serviceId", fact.getServiceId())
        .text("ticketId", fact.getTicketId())
        .text("ticketType", fact.getTicketType())
        .object("change", change((SpecificRecord) fact.getChange()));
  }

  private static SpecificRecord change(JsonFields fields) throws FormatException {
    String type = fields.text(TYPE);
    return switch (type) {
      case "Opened" -> new Opened();
      case "Resolved" -> new Resolved(fields.decimalOrNull("billed"));
      case "Reopened" -> new Reopened();
      case "Decided" -> new Decided(fields.symbol("decision", Decision.class));
      case "HandedOff" -> new HandedOff(fields.text("fromTeam"), fields.text("toTeam"));
      case "Work" -> work(fields);
      default ->
          throw fields.wrong(
              TYPE,
              Quoted.shortly(type),
              "one of Opened, Resolved, Reopened, Decided, HandedOff, Work");
    };
  }

  private static JsonObject change(SpecificRecord change) {
    JsonObject json = new JsonObject().text(TYPE, change.getClass().getSimpleName());
    if (change instanceof Resolved resolved) {
      return json.decimal("billed", resolved.getBilled());
    }
    if (change instanceof Decided decided) {
      return json.symbol("decision", decided.getDecision());
    }
    if (change instanceof HandedOff handedOff) {
      return json.text("fromTeam", handedOff.getFromTeam()).text("toTeam", handedOff.getToTeam());
    }
    return change instanceof Work work ? write(work, json) : json;
  }

  private static Work work(JsonFields fields) throws FormatException {
    return new Work(
        fields.text("workId"),
        fields.text("personId"),
        fields.symbol("basis", WorkBasis.class),
        fields.time("start"),
        fields.timeOrNull("end"),
        fields.flag("withdrawn"));
  }

  private static JsonObject write(Work work, JsonObject json) {
    return json.text("workId", work.getWorkId())
        .text("personId", work.getPersonId())
        .symbol("basis", work.getBasis())
        .time("start", work.getStart())
        .time("end", work.getEnd())
        .flagIfSet("withdrawn", work.getWithdrawn());
  }

  private static AllocationChanged allocationChanged(JsonFields fields) throws FormatException {
    String calendar = fields.textOrNull("calendar");
    return new AllocationChanged(
        fields.text(SOURCE),
        fields.text(EVENT_ID),
        fields.time("recordedAt"),
        fields.text("allocationId"),
        fields.text("personId"),
        fields.text("role"),
        fields.text("serviceId"),
        fields.decimal("fraction"),
        fields.decimal("hourlyCost"),
        fields.text("currency"),
        calendar == null ? "office" : calendar,
        fields.time("start"),
        fields.timeOrNull("end"),
        fields.flag("withdrawn"));
  }

  private static JsonObject write(AllocationChanged fact, JsonObject json) {
    return json.text(SOURCE, fact.getSource())
        .text(EVENT_ID, fact.getEventId())
        .time("recordedAt", fact.getRecordedAt())
        .text("allocationId", fact.getAllocationId())
        .text("personId", fact.getPersonId())
        .text("role", fact.getRole())
        .text("serviceId", fact.getServiceId())
        .decimal("fraction", fact.getFraction())
        .decimal("hourlyCost", fact.getHourlyCost())
        .text("currency", fact.getCurrency())
        .text("calendar", fact.getCalendar())
        .time("start", fact.getStart())
        .time("end", fact.getEnd())
        .flagIfSet("withdrawn", fact.getWithdrawn());
  }

  private static JsonObject write(PlanPublished fact, JsonObject json) {
    json.text(SOURCE, fact.getSource()).text(EVENT_ID, fact.getEventId());
    return PlanJson.write(fact.getPlan(), fact.getRecordedAt(), json);
  }

  private static PlanClosed planClosed(JsonFields fields) throws FormatException {
    return new PlanClosed(
        fields.text(SOURCE),
        fields.text(EVENT_ID),
        fields.time("recordedAt"),
        fields.text("serviceId"),
        fields.text("reason"));
  }

  private static JsonObject write(PlanClosed fact, JsonObject json) {
    return json.text(SOURCE, fact.getSource())
        .text(EVENT_ID, fact.getEventId())
        .time("recordedAt", fact.getRecordedAt())
        .text("serviceId", fact.getServiceId())
        .text("reason", fact.getReason());
  }

  private static StatusReported statusReported(JsonFields fields) throws FormatException {
    return new StatusReported(
        fields.text(SOURCE),
        fields.text(EVENT_ID),
        fields.time("recordedAt"),
        fields.text("serviceId"),
        fields.symbol("status", ReportedStatus.class),
        fields.text("reportedBy"));
  }

  private static JsonObject write(StatusReported fact, JsonObject json) {
    return json.text(SOURCE, fact.getSource())
        .text(EVENT_ID, fact.getEventId())
        .time("recordedAt", fact.getRecordedAt())
        .text("serviceId", fact.getServiceId())
        .symbol("status", fact.getStatus())
        .text("reportedBy", fact.getReportedBy());
  }

  private static KillSwitchCommand killSwitchCommand(JsonFields fields) throws FormatException {
    return new KillSwitchCommand(
        fields.text(SOURCE),
        fields.text(EVENT_ID),
        fields.time("recordedAt"),
        fields.text("commandId"),
        fields.text("serviceId"),
        fields.text("ruleId"),
        fields.symbol("action", CommandAction.class),
        fields.timeOrNull("until"),
        fields.text("by"),
        fields.text("reason"));
  }

  private static JsonObject write(KillSwitchCommand fact, JsonObject json) {
    return json.text(SOURCE, fact.getSource())
        .text(EVENT_ID, fact.getEventId())
        .time("recordedAt", fact.getRecordedAt())
        .text("commandId", fact.getCommandId())
        .text("serviceId", fact.getServiceId())
        .text("ruleId", fact.getRuleId())
        .symbol("action", fact.getAction())
        .time("until", fact.getUntil())
        .text("by", fact.getBy())
        .text("reason", fact.getReason());
  }
}
