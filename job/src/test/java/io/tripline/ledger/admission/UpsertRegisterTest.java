package io.tripline.ledger.admission;

import static io.tripline.ledger.admission.Given.DAY;
import static io.tripline.ledger.admission.Given.T0;
import static io.tripline.ledger.admission.Given.allocation;
import static io.tripline.ledger.admission.Given.cost;
import static io.tripline.ledger.admission.Given.plan;
import static io.tripline.ledger.admission.Given.work;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.admission.UpsertRegister.Known;
import io.tripline.ledger.fact.Fact;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UpsertRegisterTest {
  private Known known;

  @Test
  void keysNameWhatIsReplaced() {
    assertThat(UpsertRegister.key(work("w", "p", "s", "t", T0, null))).isEqualTo("work:w");
    assertThat(UpsertRegister.key(allocation("a", "p", "s", T0, null, false)))
        .isEqualTo("allocation:a");
    assertThat(UpsertRegister.key(plan("s", 1, Map.of()))).isEqualTo("plan:s");
    assertThat(UpsertRegister.key(cost("erp", "c", T0, 1))).isNull();
  }

  @Test
  void personServiceAndTicketOfWorkNeverChange() {
    assertThat(judge(work("w", "p", "s", "t", T0, null), T0)).isNull();

    assertThat(judge(work("w", "q", "s", "t", T0, T0 + 1), T0))
        .isEqualTo(
            new Objection(
                RefusalReason.IDENTITY_CHANGED,
                "change.personId",
                "change.personId of work:w is 'p' and cannot become 'q'; withdraw it and report the"
                    + " new one under an id of its own"));
    assertThat(judge(work("w", "p", "r", "t", T0, T0 + 1), T0).message())
        .startsWith("serviceId of");
    assertThat(judge(work("w", "p", "s", "u", T0, T0 + 1), T0).message()).startsWith("ticketId of");
    assertThat(judge(work("w", "p", "s", "t", T0, T0 + 1), T0)).isNull();
  }

  @Test
  void personAndServiceOfAnAllocationNeverChange() {
    judge(allocation("a", "p", "s", T0, null, false), T0);

    assertThat(judge(allocation("a", "q", "s", T0, null, false), T0).message())
        .startsWith("personId of allocation:a is 'p'");
    assertThat(judge(allocation("a", "p", "r", T0, null, true), T0).reason())
        .isEqualTo(RefusalReason.IDENTITY_CHANGED);
    assertThat(judge(allocation("a", "p", "s", T0 + 1, T0 + 2, false), T0)).isNull();
  }

  @Test
  void aTimeThatDoesNotReachIntoTheLastEightDaysIsRefused() {
    Objection objection = judge(work("w", "p", "s", "t", T0 - DAY, T0), T0 + 8 * DAY);

    assertThat(objection.reason()).isEqualTo(RefusalReason.TOO_OLD);
    assertThat(objection.message())
        .startsWith("its time, from 2026-01-04T00:00:00Z to 2026-01-05T00:00:00Z, is over");
    assertThat(known).isNull();
    assertThat(judge(work("w", "p", "s", "t", T0 - DAY, T0 + 1), T0 + 8 * DAY)).isNull();
  }

  @Test
  void anInstantEightDaysAgoStillReaches() {
    assertThat(judge(work("w", "p", "s", "t", T0, T0), T0 + 8 * DAY)).isNull();
    known = null;
    assertThat(judge(work("w", "p", "s", "t", T0 - 1, T0 - 1), T0 + 8 * DAY)).isNotNull();
  }

  @Test
  void whatIsStillToComeReaches() {
    assertThat(judge(allocation("a", "p", "s", T0 + 30 * DAY, T0 + 60 * DAY, false), T0)).isNull();
  }

  @Test
  void workGoingOnReachesADayFromItsStart() {
    assertThat(judge(work("w", "p", "s", "t", T0, null), T0 + 9 * DAY).reason())
        .isEqualTo(RefusalReason.TOO_OLD);
    assertThat(judge(work("w", "p", "s", "t", T0, null), T0 + 9 * DAY - 1)).isNull();
  }

  @Test
  void theVersionBeforeMayReachInstead() {
    judge(work("w", "p", "s", "t", T0, T0 + DAY), T0 + DAY);

    assertThat(judge(work("w", "p", "s", "t", T0 - 20 * DAY, T0 - 19 * DAY), T0 + 8 * DAY))
        .isNull();
    assertThat(
            judge(work("w", "p", "s", "t", T0 - 20 * DAY, T0 - 18 * DAY), T0 + 8 * DAY).message())
        .contains("and that of the version before");
  }

  @Test
  void planVersionsOnlyGoUp() {
    assertThat(judge(plan("s", 2, Map.of()), T0)).isNull();

    assertThat(judge(plan("s", 2, Map.of()), T0))
        .isEqualTo(
            new Objection(
                RefusalReason.VERSION_NOT_HIGHER,
                "version",
                "version 2 of the plan of 's' is not higher than version 2, which is known"
                    + " already; publish it as version 3 or higher"));
    assertThat(judge(plan("s", 1, Map.of()), T0 + 1_000 * DAY)).isNotNull();
    assertThat(judge(plan("s", 7, Map.of()), T0)).isNull();
  }

  @Test
  void isForgottenNinetyDaysAfterItEnded() {
    judge(work("w", "p", "s", "t", T0, T0 + DAY), T0);

    assertThat(known.until()).isEqualTo(T0 + 91 * DAY);
    assertThat(judge(work("w", "q", "s", "t", T0 + 91 * DAY, null), T0 + 91 * DAY)).isNotNull();
    assertThat(judge(work("w", "q", "s", "t", T0 + 91 * DAY, null), T0 + 91 * DAY + 1)).isNull();
  }

  @Test
  void isRememberedWhileAnAllocationIsOpen() {
    judge(allocation("a", "p", "s", T0, null, false), T0);
    assertThat(judge(allocation("a", "q", "s", T0, null, false), T0 + 1_000 * DAY)).isNotNull();

    judge(allocation("a", "p", "s", T0, null, true), T0 + 1_000 * DAY);
    assertThat(known.until()).isEqualTo(T0 + 1_090 * DAY);
  }

  private Objection judge(Fact fact, long tick) {
    UpsertRegister.Verdict verdict = UpsertRegister.judge(fact, known, tick);
    known = verdict.known();
    return verdict.objection();
  }
}
