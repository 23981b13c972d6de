package io.tripline.schemas;

import io.tripline.schemas.avro.AllocationChanged;
import io.tripline.schemas.avro.CostRecorded;
import io.tripline.schemas.avro.Feed;
import io.tripline.schemas.avro.KillSwitchCommand;
import io.tripline.schemas.avro.PlanClosed;
import io.tripline.schemas.avro.PlanPublished;
import io.tripline.schemas.avro.StatusReported;
import io.tripline.schemas.avro.TicketChanged;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** The facts, and which feed carries which. */
public enum FactType {
  COST_RECORDED(Feed.COST, CostRecorded.class),
  TICKET_CHANGED(Feed.TICKET, TicketChanged.class),
  ALLOCATION_CHANGED(Feed.ALLOCATION, AllocationChanged.class),
  PLAN_PUBLISHED(Feed.GOVERNANCE, PlanPublished.class),
  PLAN_CLOSED(Feed.GOVERNANCE, PlanClosed.class),
  STATUS_REPORTED(Feed.GOVERNANCE, StatusReported.class),
  KILL_SWITCH_COMMAND(Feed.GOVERNANCE, KillSwitchCommand.class);

  private final Feed feed;
  private final Class<? extends SpecificRecord> recordClass;

  FactType(Feed feed, Class<? extends SpecificRecord> recordClass) {
    this.feed = feed;
    this.recordClass = recordClass;
  }

  /** The feed that carries it. */
  public Feed feed() {
    return feed;
  }

  /** The generated class. */
  public Class<? extends SpecificRecord> recordClass() {
    return recordClass;
  }

  /** The name of the record, which is also the {@code type} of its JSON form. */
  public String typeName() {
    return recordClass.getSimpleName();
  }

  /** The type of that name, if there is one. */
  public static Optional<FactType> named(String typeName) {
    return Arrays.stream(values()).filter(type -> type.typeName().equals(typeName)).findFirst();
  }

  /** The type of a record, if it is a fact. */
  public static Optional<FactType> of(SpecificRecord record) {
    return Arrays.stream(values()).filter(type -> type.recordClass.isInstance(record)).findFirst();
  }

  /** The types that a feed carries. */
  public static List<FactType> carriedBy(Feed feed) {
    return Arrays.stream(values()).filter(type -> type.feed == feed).toList();
  }
}
