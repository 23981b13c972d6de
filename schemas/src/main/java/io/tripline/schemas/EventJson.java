package io.tripline.schemas;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.schemas.avro.Command;
import io.tripline.schemas.avro.CommandAction;
import io.tripline.schemas.avro.ConditionSide;
import io.tripline.schemas.avro.Flow;
import io.tripline.schemas.avro.FlowDirection;
import io.tripline.schemas.avro.KillSwitch;
import io.tripline.schemas.avro.KillSwitchReason;
import io.tripline.schemas.avro.KillSwitchTransition;
import io.tripline.schemas.avro.Leaf;
import io.tripline.schemas.avro.LeafName;
import io.tripline.schemas.avro.LeafUnit;
import io.tripline.schemas.avro.Observed;
import io.tripline.schemas.avro.Overrun;
import io.tripline.schemas.avro.RuleAction;
import io.tripline.schemas.avro.RuleMode;
import io.tripline.schemas.avro.ServiceEvent;
import io.tripline.schemas.avro.Severity;
import io.tripline.schemas.avro.Variance;
import io.tripline.schemas.avro.VarianceReason;
import io.tripline.schemas.avro.VarianceTransition;
import io.tripline.schemas.avro.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * The JSON form of events: envelope and body in one object, told apart by {@code type}. The same
 * event gives the same text, to the byte.
 */
public final class EventJson {
  private static final String TYPE = "type";
  private static final String VARIANCE = "variance";
  private static final String KILL_SWITCH = "kill-switch";

  private EventJson() {}

  /** Writes an event as one line, without the line break. */
  public static String write(ServiceEvent event) {
    return Json.text(tree(event));
  }

  /** Writes an event as a tree. */
  public static ObjectNode tree(ServiceEvent event) {
    return event.getBody() instanceof Variance variance
        ? write(event, variance).tree()
        : write(event, (KillSwitch) event.getBody()).tree();
  }

  /**
   * Reads an event. Fields it does not know are passed over: a later version may have written them.
   *
   * @throws FormatException if it is none
   */
  public static ServiceEvent read(String line) throws FormatException {
    return read(Json.parse(line));
  }

  /** As {@link #read(String)}, from a tree. */
  public static ServiceEvent read(ObjectNode tree) throws FormatException {
    JsonFields fields = new JsonFields(tree);
    String type = fields.text(TYPE);
    return switch (type) {
      case VARIANCE -> envelope(fields, variance(fields));
      case KILL_SWITCH -> envelope(fields, killSwitch(fields));
      default ->
          throw new FormatException(
              Fault.UNKNOWN_TYPE,
              TYPE,
              "there is no event of type %s; it is %s or %s"
                  .formatted(Quoted.shortly(type), VARIANCE, KILL_SWITCH));
    };
  }

  private static ServiceEvent envelope(JsonFields fields, Object body) throws FormatException {
    return new ServiceEvent(
        fields.text("eventId"),
        fields.text("serviceId"),
        fields.time("asOf"),
        fields.smallWholeOrNull("planVersion"),
        body);
  }

  private static JsonObject envelope(ServiceEvent event, String type, Enum<?> transition) {
    return new JsonObject()
        .text("eventId", event.getEventId())
        .text(TYPE, type)
        .symbol("transition", transition)
        .text("serviceId", event.getServiceId())
        .time("asOf", event.getAsOf())
        .whole("planVersion", event.getPlanVersion());
  }

  private static JsonObject write(ServiceEvent event, Variance variance) {
    return envelope(event, VARIANCE, variance.getTransition())
        .text("incidentId", variance.getIncidentId())
        .text("targetId", variance.getTargetId())
        .text("metric", variance.getMetric())
        .symbol("window", variance.getWindow())
        .time("windowStart", variance.getWindowStart())
        .time("windowEnd", variance.getWindowEnd())
        .decimalOrNull("actual", variance.getActual())
        .decimalOrNull("target", variance.getTarget())
        .decimalOrNull("excess", variance.getExcess())
        .symbol("severity", variance.getSeverity())
        .time("since", variance.getSince())
        .time("openedAt", variance.getOpenedAt())
        .objects("leaves", variance.getLeaves(), EventJson::write)
        .objects("flows", variance.getFlows(), EventJson::write)
        .decimal("accrued", variance.getAccrued())
        .text("headline", variance.getHeadline())
        .symbol("reason", variance.getReason());
  }

  private static Variance variance(JsonFields fields) throws FormatException {
    List<Leaf> leaves = new ArrayList<>();
    for (JsonFields leaf : fields.objects("leaves")) {
      leaves.add(leaf(leaf));
    }
    List<Flow> flows = new ArrayList<>();
    for (JsonFields flow : fields.objects("flows")) {
      flows.add(flow(flow));
    }
    return new Variance(
        fields.symbol("transition", VarianceTransition.class),
        fields.text("incidentId"),
        fields.text("targetId"),
        fields.text("metric"),
        fields.symbolOrNull("window", Window.class),
        fields.timeOrNull("windowStart"),
        fields.timeOrNull("windowEnd"),
        fields.decimalOrNull("actual"),
        fields.decimalOrNull("target"),
        fields.decimalOrNull("excess"),
        fields.symbol("severity", Severity.class),
        fields.time("since"),
        fields.time("openedAt"),
        leaves,
        flows,
        fields.decimal("accrued"),
        fields.text("headline"),
        fields.symbolOrNull("reason", VarianceReason.class));
  }

  private static JsonObject write(Leaf leaf) {
    String amount =
        leaf.getUnit() == LeafUnit.MONEY
            ? Decimals.text(leaf.getAmount())
            : leaf.getAmount().toBigIntegerExact().toString();
    return new JsonObject()
        .symbol("name", leaf.getName())
        .text("of", leaf.getOf())
        .text("amount", amount)
        .symbol("unit", leaf.getUnit());
  }

  private static Leaf leaf(JsonFields fields) throws FormatException {
    return new Leaf(
        fields.symbol("name", LeafName.class),
        fields.textOrNull("of"),
        fields.decimal("amount"),
        fields.symbol("unit", LeafUnit.class));
  }

  private static JsonObject write(Flow flow) {
    return new JsonObject()
        .symbol("direction", flow.getDirection())
        .text("personId", flow.getPersonId())
        .text("role", flow.getRole())
        .text("from", flow.getFrom())
        .text("to", flow.getTo())
        .whole("ms", flow.getMs())
        .decimal("cost", flow.getCost())
        .decimal("plannedValue", flow.getPlannedValue());
  }

  private static Flow flow(JsonFields fields) throws FormatException {
    return new Flow(
        fields.symbol("direction", FlowDirection.class),
        fields.text("personId"),
        fields.text("role"),
        fields.text("from"),
        fields.text("to"),
        fields.whole("ms"),
        fields.decimal("cost"),
        fields.decimalOrNull("plannedValue"));
  }

  private static JsonObject write(ServiceEvent event, KillSwitch killSwitch) {
    return envelope(event, KILL_SWITCH, killSwitch.getTransition())
        .text("ruleId", killSwitch.getRuleId())
        .symbol("action", killSwitch.getAction())
        .symbol("mode", killSwitch.getMode())
        .time("since", killSwitch.getSince())
        .time("trippedAt", killSwitch.getTrippedAt())
        .time("deadline", killSwitch.getDeadline())
        .objects("observed", killSwitch.getObserved(), EventJson::write)
        .object("command", killSwitch.getCommand() == null ? null : write(killSwitch.getCommand()))
        .object("cost", killSwitch.getCost() == null ? null : write(killSwitch.getCost()))
        .symbol("reason", killSwitch.getReason())
        .text("headline", killSwitch.getHeadline());
  }

  private static KillSwitch killSwitch(JsonFields fields) throws FormatException {
    List<Observed> observed = new ArrayList<>();
    for (JsonFields condition : fields.objects("observed")) {
      observed.add(observed(condition));
    }
    JsonFields command = fields.objectOrNull("command");
    JsonFields cost = fields.objectOrNull("cost");
    return new KillSwitch(
        fields.symbol("transition", KillSwitchTransition.class),
        fields.text("ruleId"),
        fields.symbolOrNull("action", RuleAction.class),
        fields.symbolOrNull("mode", RuleMode.class),
        fields.timeOrNull("since"),
        fields.timeOrNull("trippedAt"),
        fields.timeOrNull("deadline"),
        observed,
        command == null ? null : command(command),
        cost == null ? null : new Overrun(cost.decimal("day"), cost.decimal("sinceTrip")),
        fields.symbolOrNull("reason", KillSwitchReason.class),
        fields.text("headline"));
  }

  private static JsonObject write(Observed observed) {
    return new JsonObject()
        .text("targetId", observed.getTargetId())
        .text("metric", observed.getMetric())
        .symbol("window", observed.getWindow())
        .decimal("value", observed.getValue())
        .decimal("threshold", observed.getThreshold())
        .symbol("side", observed.getSide())
        .symbol("level", observed.getLevel())
        .flag("holds", observed.getHolds());
  }

  private static Observed observed(JsonFields fields) throws FormatException {
    return new Observed(
        fields.textOrNull("targetId"),
        fields.text("metric"),
        fields.symbolOrNull("window", Window.class),
        fields.decimalOrNull("value"),
        fields.decimalOrNull("threshold"),
        fields.symbolOrNull("side", ConditionSide.class),
        fields.symbolOrNull("level", Severity.class),
        fields.flag("holds"));
  }

  private static JsonObject write(Command command) {
    return new JsonObject()
        .text("source", command.getSource())
        .text("eventId", command.getEventId())
        .text("commandId", command.getCommandId())
        .symbol("action", command.getAction())
        .time("until", command.getUntil())
        .text("by", command.getBy())
        .text("reason", command.getReason());
  }

  private static Command command(JsonFields fields) throws FormatException {
    return new Command(
        fields.text("source"),
        fields.text("eventId"),
        fields.text("commandId"),
        fields.symbol("action", CommandAction.class),
        fields.timeOrNull("until"),
        fields.text("by"),
        fields.text("reason"));
  }

  private static JsonObject write(Overrun cost) {
    return new JsonObject().decimal("day", cost.getDay()).decimal("sinceTrip", cost.getSinceTrip());
  }
}
