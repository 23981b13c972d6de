package io.tripline.schemas;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.schemas.avro.RuleAction;
import io.tripline.schemas.avro.RuleMode;
import io.tripline.schemas.avro.RulePhase;
import io.tripline.schemas.avro.RuleState;
import io.tripline.schemas.avro.ServiceState;
import io.tripline.schemas.avro.Severity;
import io.tripline.schemas.avro.TargetLevel;
import io.tripline.schemas.avro.TargetPhase;
import io.tripline.schemas.avro.TargetState;
import java.util.ArrayList;
import java.util.List;

/** The JSON form of service states. The same state gives the same text, to the byte. */
public final class StateJson {
  private StateJson() {}

  /** Writes a state as one line, without the line break. */
  public static String write(ServiceState state) {
    return Json.text(tree(state));
  }

  /** Writes a state as a tree. */
  public static ObjectNode tree(ServiceState state) {
    return new JsonObject()
        .text("serviceId", state.getServiceId())
        .time("asOf", state.getAsOf())
        .whole("planVersion", state.getPlanVersion())
        .objects("targets", state.getTargets(), StateJson::write)
        .objects("rules", state.getRules(), StateJson::write)
        .tree();
  }

  /**
   * Reads a state. Fields it does not know are passed over: a later version may have written them.
   *
   * @throws FormatException if it is none
   */
  public static ServiceState read(String line) throws FormatException {
    return read(Json.parse(line));
  }

  /** As {@link #read(String)}, from a tree. */
  public static ServiceState read(ObjectNode tree) throws FormatException {
    JsonFields fields = new JsonFields(tree);
    List<TargetState> targets = new ArrayList<>();
    for (JsonFields target : fields.objects("targets")) {
      targets.add(target(target));
    }
    List<RuleState> rules = new ArrayList<>();
    for (JsonFields rule : fields.objects("rules")) {
      rules.add(rule(rule));
    }
    return new ServiceState(
        fields.text("serviceId"),
        fields.time("asOf"),
        fields.smallWholeOrNull("planVersion"),
        targets,
        rules);
  }

  private static JsonObject write(TargetState target) {
    return new JsonObject()
        .text("targetId", target.getTargetId())
        .text("metric", target.getMetric())
        .symbol("phase", target.getPhase())
        .symbol("level", target.getLevel())
        .symbol("severity", target.getSeverity())
        .text("incidentId", target.getIncidentId())
        .time("since", target.getSince())
        .time("openedAt", target.getOpenedAt());
  }

  private static TargetState target(JsonFields fields) throws FormatException {
    return new TargetState(
        fields.text("targetId"),
        fields.text("metric"),
        fields.symbol("phase", TargetPhase.class),
        fields.symbolOrNull("level", TargetLevel.class),
        fields.symbolOrNull("severity", Severity.class),
        fields.textOrNull("incidentId"),
        fields.timeOrNull("since"),
        fields.timeOrNull("openedAt"));
  }

  private static JsonObject write(RuleState rule) {
    return new JsonObject()
        .text("ruleId", rule.getRuleId())
        .symbol("phase", rule.getPhase())
        .symbol("action", rule.getAction())
        .symbol("mode", rule.getMode())
        .time("since", rule.getSince())
        .time("trippedAt", rule.getTrippedAt())
        .time("deadline", rule.getDeadline())
        .time("until", rule.getUntil());
  }

  private static RuleState rule(JsonFields fields) throws FormatException {
    return new RuleState(
        fields.text("ruleId"),
        fields.symbol("phase", RulePhase.class),
        fields.symbol("action", RuleAction.class),
        fields.symbol("mode", RuleMode.class),
        fields.timeOrNull("since"),
        fields.timeOrNull("trippedAt"),
        fields.timeOrNull("deadline"),
        fields.timeOrNull("until"));
  }
}
