package io.tripline.kafka.governance;

import io.tripline.outlet.PlanRecords;
import io.tripline.plan.PlanReading;
import io.tripline.schemas.FactJson;
import io.tripline.schemas.avro.CommandAction;
import io.tripline.schemas.avro.KillSwitchCommand;
import io.tripline.schemas.avro.Plan;
import io.tripline.schemas.avro.PlanPublished;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * Makes the facts that the command line writes. They become known when they are written: a plan's
 * file may say when it was recorded, but a job that runs took all of that time as known long ago.
 */
public final class GovernanceFacts {
  /** Who reports them. */
  public static final String SOURCE = "tripline-cli";

  private static final int DIGITS = 16;

  private final InstantSource clock;

  /**
   * @param clock says when a fact becomes known
   */
  public GovernanceFacts(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * That a plan is published now. Its identity is its service, version and content, as the job
   * understands it: the same plan sent twice is one fact.
   *
   * @param reading a plan that can be used
   */
  public PlanPublished published(PlanReading reading, String currency) {
    Plan plan = PlanRecords.of(reading.plan(), currency);
    String eventId = "plan:%s@%d:%s".formatted(eventName(plan), plan.getVersion(), digest(plan));
    return new PlanPublished(SOURCE, eventId, now(), plan);
  }

  /** An id has at most 256 characters, a service's as well. */
  private static String eventName(Plan plan) {
    int room = 200;
    String service = plan.getServiceId();
    return service.length() <= room ? service : service.substring(0, room);
  }

  /** Of the plan with all defaults, whatever its file looks like and whenever it was recorded. */
  private static String digest(Plan plan) {
    String content = FactJson.write(new PlanPublished(SOURCE, "", Instant.EPOCH, plan));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * That somebody orders something of a kill switch now.
   *
   * @param until when an override ends; null otherwise
   * @param commandId the same order sent twice under the same id is one fact
   */
  public KillSwitchCommand command(
      CommandAction action,
      String serviceId,
      String ruleId,
      Instant until,
      String by,
      String reason,
      String commandId) {
    return KillSwitchCommand.newBuilder()
        .setSource(SOURCE)
        .setEventId("command:" + commandId)
        .setRecordedAt(now())
        .setCommandId(commandId)
        .setServiceId(serviceId)
        .setRuleId(ruleId)
        .setAction(action)
        .setUntil(until)
        .setBy(by)
        .setReason(reason)
        .build();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
