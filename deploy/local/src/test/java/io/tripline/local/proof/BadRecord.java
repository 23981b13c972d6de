package io.tripline.local.proof;

import io.tripline.ledger.admission.RefusalReason;
import io.tripline.ledger.fact.Feed;
import io.tripline.schemas.avro.AllocationChanged;
import io.tripline.schemas.avro.CommandAction;
import io.tripline.schemas.avro.CostCategory;
import io.tripline.schemas.avro.CostRecorded;
import io.tripline.schemas.avro.KillSwitchCommand;
import io.tripline.schemas.avro.Opened;
import io.tripline.schemas.avro.PlanPublished;
import io.tripline.schemas.avro.ReportedStatus;
import io.tripline.schemas.avro.StatusReported;
import io.tripline.schemas.avro.TicketChanged;
import io.tripline.schemas.avro.Work;
import io.tripline.schemas.avro.WorkBasis;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;

/** Something bad that is sent into a topic of facts, and why it is refused. */
enum BadRecord {
  TRUNCATED(Feed.COST, RefusalReason.UNREADABLE) {
    @Override
    byte[] value(Making making) {
      byte[] whole = making.encoded(making.cost());
      return Arrays.copyOf(whole, whole.length - 1 - making.random().nextInt(whole.length - 12));
    }
  },
  GARBAGE(Feed.TICKET, RefusalReason.UNREADABLE) {
    @Override
    byte[] value(Making making) {
      byte[] bytes = new byte[1 + making.random().nextInt(200)];
      making.random().nextBytes(bytes);
      return bytes;
    }
  },
  JSON(Feed.GOVERNANCE, RefusalReason.UNREADABLE) {
    @Override
    byte[] value(Making making) {
      return "{\"type\":\"CostRecorded\"}".getBytes(StandardCharsets.UTF_8);
    }
  },
  EMPTY(Feed.ALLOCATION, RefusalReason.UNREADABLE) {
    @Override
    byte[] value(Making making) {
      return new byte[0];
    }
  },
  NO_VALUE(Feed.COST, RefusalReason.UNREADABLE) {
    @Override
    byte[] value(Making making) {
      return null;
    }
  },
  WRONG_MAGIC(Feed.COST, RefusalReason.UNREADABLE) {
    @Override
    byte[] value(Making making) {
      byte[] bytes = making.encoded(making.cost());
      bytes[0] = 7;
      return bytes;
    }
  },
  UNKNOWN_ID(Feed.COST, RefusalReason.UNKNOWN_SCHEMA) {
    @Override
    byte[] value(Making making) {
      byte[] bytes = making.encoded(making.cost());
      ByteBuffer.wrap(bytes).putInt(1, SchemaRegistry.UNKNOWN_ID);
      return bytes;
    }
  },
  ANOTHER_SCHEMA(Feed.COST, RefusalReason.UNKNOWN_TYPE) {
    @Override
    byte[] value(Making making) {
      return making.encoded(making.ticket());
    }
  },
  UNKNOWN_FINGERPRINT(Feed.TICKET, RefusalReason.UNKNOWN_SCHEMA) {
    @Override
    byte[] value(Making making) {
      byte[] bytes = making.encoded(making.ticket());
      ByteBuffer.wrap(bytes).putLong(2, making.random().nextLong());
      return bytes;
    }
  },
  TEN_MEGABYTES(Feed.TICKET, RefusalReason.TOO_LARGE) {
    @Override
    byte[] value(Making making) {
      return new byte[10 << 20];
    }
  },
  MORE_BEHIND(Feed.TICKET, RefusalReason.UNREADABLE) {
    @Override
    byte[] value(Making making) {
      byte[] one = making.encoded(making.ticket());
      return Arrays.copyOf(one, one.length + 1);
    }
  },
  OF_ANOTHER_FEED(Feed.ALLOCATION, RefusalReason.UNKNOWN_TYPE) {
    @Override
    byte[] value(Making making) {
      return making.encoded(making.cost());
    }
  },
  WRONG_CURRENCY(Feed.COST, RefusalReason.WRONG_CURRENCY) {
    @Override
    byte[] value(Making making) {
      CostRecorded cost = making.cost();
      cost.setCurrency("EUR");
      return making.encoded(cost);
    }
  },
  REVERSED_CHARGE(Feed.COST, RefusalReason.REVERSED_INTERVAL) {
    @Override
    byte[] value(Making making) {
      CostRecorded cost = making.cost();
      cost.setChargePeriodEnd(cost.getChargePeriodStart().minusMillis(1));
      return making.encoded(cost);
    }
  },
  REVERSED_WORK(Feed.TICKET, RefusalReason.REVERSED_INTERVAL) {
    @Override
    byte[] value(Making making) {
      TicketChanged ticket = making.ticket();
      Instant start = making.known();
      ticket.setChange(
          new Work(making.id(), "nobody", WorkBasis.LOGGED, start, start.minusSeconds(1), false));
      return making.encoded(ticket);
    }
  },
  OVERFLOWING(Feed.COST, RefusalReason.OVERFLOW) {
    @Override
    byte[] value(Making making) {
      CostRecorded cost = making.cost();
      cost.setAmount(BigDecimal.TEN.pow(20).setScale(6));
      return making.encoded(cost);
    }
  },
  FRACTION_0(Feed.ALLOCATION, RefusalReason.INVALID_FIELD) {
    @Override
    byte[] value(Making making) {
      AllocationChanged allocation = making.allocation();
      allocation.setFraction(BigDecimal.ZERO.setScale(6));
      return making.encoded(allocation);
    }
  },
  FRACTION_2(Feed.ALLOCATION, RefusalReason.INVALID_FIELD) {
    @Override
    byte[] value(Making making) {
      AllocationChanged allocation = making.allocation();
      allocation.setFraction(BigDecimal.valueOf(2).setScale(6));
      return making.encoded(allocation);
    }
  },
  NEGATIVE_RATE(Feed.ALLOCATION, RefusalReason.INVALID_FIELD) {
    @Override
    byte[] value(Making making) {
      AllocationChanged allocation = making.allocation();
      allocation.setHourlyCost(BigDecimal.ONE.negate().setScale(6));
      return making.encoded(allocation);
    }
  },
  UNKNOWN_CALENDAR(Feed.ALLOCATION, RefusalReason.UNKNOWN_CALENDAR) {
    @Override
    byte[] value(Making making) {
      AllocationChanged allocation = making.allocation();
      allocation.setCalendar("mayan");
      return making.encoded(allocation);
    }
  },
  NUL_IN_ID(Feed.TICKET, RefusalReason.INVALID_FIELD) {
    @Override
    byte[] value(Making making) {
      TicketChanged ticket = making.ticket();
      ticket.setTicketId("a\0b");
      return making.encoded(ticket);
    }
  },
  /** A family of three is people joined by characters that nobody sees. */
  JOINED_EMOJI_ID(Feed.TICKET, RefusalReason.INVALID_FIELD) {
    @Override
    byte[] value(Making making) {
      TicketChanged ticket = making.ticket();
      ticket.setServiceId("\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67");
      return making.encoded(ticket);
    }
  },
  BLANK_ID(Feed.GOVERNANCE, RefusalReason.INVALID_FIELD) {
    @Override
    byte[] value(Making making) {
      StatusReported status = making.status();
      status.setServiceId(" ");
      return making.encoded(status);
    }
  },
  EMPTY_ID(Feed.GOVERNANCE, RefusalReason.INVALID_FIELD) {
    @Override
    byte[] value(Making making) {
      StatusReported status = making.status();
      status.setEventId("");
      return making.encoded(status);
    }
  },
  BEFORE_TIME(Feed.GOVERNANCE, RefusalReason.INVALID_FIELD) {
    @Override
    byte[] value(Making making) {
      StatusReported status = making.status();
      status.setRecordedAt(Instant.EPOCH);
      return making.encoded(status);
    }
  },
  OVERRIDE_WITHOUT_END(Feed.GOVERNANCE, RefusalReason.MISSING_FIELD) {
    @Override
    byte[] value(Making making) {
      return making.encoded(
          new KillSwitchCommand(
              SOURCE,
              making.id(),
              making.known(),
              making.id(),
              "data-platform",
              "bleeding",
              CommandAction.OVERRIDE,
              null,
              "cfo",
              "on a whim"));
    }
  },
  PLAN_REFUSED(Feed.GOVERNANCE, RefusalReason.PLAN_REFUSED) {
    @Override
    byte[] value(Making making) {
      PlanPublished plan = making.plan(making.plan().getPlan().getVersion() + 1000);
      plan.getPlan().getTargets().get(0).setMetric("happiness");
      return making.encoded(plan);
    }
  },
  VERSION_NOT_HIGHER(Feed.GOVERNANCE, RefusalReason.VERSION_NOT_HIGHER) {
    @Override
    byte[] value(Making making) {
      return making.encoded(making.plan(making.plan().getPlan().getVersion()));
    }
  },
  IDENTITY_CHANGED(Feed.ALLOCATION, RefusalReason.IDENTITY_CHANGED) {
    @Override
    byte[] value(Making making) {
      AllocationChanged changed = AllocationChanged.newBuilder(making.allocated()).build();
      changed.setSource(SOURCE);
      changed.setEventId(making.id());
      changed.setRecordedAt(making.known());
      changed.setPersonId("somebody-else");
      return making.encoded(changed);
    }
  },
  FAR_AHEAD(Feed.COST, RefusalReason.TOO_FAR_AHEAD) {
    @Override
    byte[] value(Making making) {
      CostRecorded cost = making.cost();
      cost.setRecordedAt(Instant.parse("2099-12-31T00:00:00Z"));
      return making.encoded(cost);
    }
  },
  /** Far too old: by how much depends on how far the job has come when it is read. */
  TOO_OLD(Feed.COST, RefusalReason.TOO_OLD) {
    @Override
    byte[] value(Making making) {
      CostRecorded cost = making.cost();
      cost.setRecordedAt(making.known().minus(Duration.ofDays(400)));
      return making.encoded(cost);
    }
  };

  static final String SOURCE = "bad";

  private static final int FEW = 5;

  private final Feed feed;
  private final RefusalReason reason;

  BadRecord(Feed feed, RefusalReason reason) {
    this.feed = feed;
    this.reason = reason;
  }

  /** The feed whose topic it is sent into. */
  Feed feed() {
    return feed;
  }

  /** Why it is refused. */
  RefusalReason reason() {
    return reason;
  }

  /** Its bytes, or null. */
  abstract byte[] value(Making making);

  /** How many of it are sent at most: those of ten megabytes are few. */
  int most() {
    return this == TEN_MEGABYTES ? FEW : Integer.MAX_VALUE;
  }

  /** What a bad record is made from. */
  interface Making {
    Random random();

    /** The known time at which it is sent. */
    Instant known();

    /** An id that nothing else has. */
    String id();

    /** A good allocation of some time before. */
    AllocationChanged allocated();

    /** A good plan of some time before. */
    PlanPublished plan();

    /** A fact in the framing of the topic that the record is sent into. */
    byte[] encoded(SpecificRecord fact);

    /** The good plan under another version. */
    default PlanPublished plan(int version) {
      PlanPublished copy = PlanPublished.newBuilder(plan()).build();
      copy.setSource(SOURCE);
      copy.setEventId(id());
      copy.setRecordedAt(known());
      copy.getPlan().setVersion(version);
      return copy;
    }

    default CostRecorded cost() {
      return new CostRecorded(
          SOURCE,
          id(),
          known(),
          "data-platform",
          CostCategory.CLOUD,
          BigDecimal.ONE.setScale(6),
          "USD",
          known().minusSeconds(3600),
          known(),
          "bad as it is");
    }

    default TicketChanged ticket() {
      return new TicketChanged(
          SOURCE, id(), known(), known(), "data-platform", id(), "INCIDENT", new Opened());
    }

    default AllocationChanged allocation() {
      return new AllocationChanged(
          SOURCE,
          id(),
          known(),
          id(),
          "nobody",
          "sre",
          "data-platform",
          BigDecimal.ONE.setScale(6),
          BigDecimal.TEN.setScale(6),
          "USD",
          "office",
          known(),
          null,
          false);
    }

    default StatusReported status() {
      return new StatusReported(SOURCE, id(), known(), "data-platform", ReportedStatus.RED, "bad");
    }
  }
}
