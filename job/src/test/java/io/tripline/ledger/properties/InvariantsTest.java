package io.tripline.ledger.properties;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.InMemoryJob;
import io.tripline.ledger.event.KillSwitchEvent;
import io.tripline.ledger.event.Leaf;
import io.tripline.ledger.event.ServiceEvent;
import io.tripline.ledger.event.ServiceState;
import io.tripline.ledger.event.ServiceState.TargetPhase;
import io.tripline.ledger.event.Statement;
import io.tripline.ledger.event.VarianceEvent;
import io.tripline.ledger.person.LaborPosting;
import io.tripline.oracle.Doctored;
import io.tripline.oracle.RandomHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Each invariant finds fault with a result that was doctored just so. */
class InvariantsTest {
  private final RandomHistory history = RandomHistory.of(7);
  private final InMemoryJob.Result said = new InMemoryJob(history.settings()).run(history.facts());

  @Test
  void aLeafAMicroTooLargeIsFound() {
    List<ServiceEvent> doctored = new ArrayList<>(said.events());
    VarianceEvent event =
        first(e -> !e.leaves().isEmpty() && e.metric().matches("revenue|cost|margin"));
    List<Leaf> leaves = new ArrayList<>(event.leaves());
    Leaf leaf = leaves.get(0);
    leaves.set(0, new Leaf(leaf.name(), leaf.of(), leaf.amount() + 1, leaf.unit()));
    doctored.set(doctored.indexOf(event), Doctored.with(event, leaves));
    assertThat(Invariants.leavesSumToVariance(doctored)).hasSize(1);
  }

  @Test
  void aPostingLeftOutIsFound() {
    List<List<LaborPosting>> doctored = new ArrayList<>();
    boolean lost = false;
    for (List<LaborPosting> posted : said.postings().values()) {
      List<LaborPosting> kept = new ArrayList<>(posted);
      lost = lost || kept.removeIf(p -> !p.divertedIn().isEmpty());
      doctored.add(kept);
      if (lost) {
        break;
      }
    }
    assertThat(Invariants.laborIsConserved(doctored)).isNotEmpty();
  }

  @Test
  void workBeyondTheClockIsFound() {
    List<List<LaborPosting>> doctored = new ArrayList<>(said.postings().values());
    doctored.addAll(said.postings().values());
    assertThat(Invariants.nobodyWorksMoreThanTheClock(doctored, history.slices())).isNotEmpty();
  }

  @Test
  void aStatementLeftOutIsFound() {
    List<Statement> doctored = new ArrayList<>(said.statements());
    Statement diverted =
        Invariants.last(doctored).values().stream()
            .filter(s -> s.measures().labor() != s.measures().allocatedLabor())
            .findFirst()
            .orElseThrow();
    doctored.removeIf(
        s -> s.hour() == diverted.hour() && s.serviceId().equals(diverted.serviceId()));
    assertThat(Invariants.statedLaborIsConserved(doctored)).isNotEmpty();
  }

  @Test
  void anEventSaidTwiceIsFound() {
    List<ServiceEvent> doctored = new ArrayList<>(said.events());
    doctored.add(doctored.get(0));
    assertThat(Invariants.idsAreUnique(doctored)).hasSize(1);
  }

  @Test
  void aRevisionLeftOutIsFound() {
    List<Statement> doctored = new ArrayList<>(said.statements());
    Statement revised = doctored.stream().filter(s -> s.revision() == 1).findFirst().orElseThrow();
    doctored.removeIf(
        s ->
            s.revision() == 0
                && s.hour() == revised.hour()
                && s.serviceId().equals(revised.serviceId()));
    assertThat(Invariants.revisionsCountUp(doctored)).isNotEmpty();
  }

  @Test
  void anIncidentThatOpensAgainWhileOpenIsFound() {
    List<ServiceEvent> doctored = new ArrayList<>(said.events());
    VarianceEvent update = first(e -> e.transition() == VarianceEvent.Transition.UPDATED);
    doctored.set(doctored.indexOf(update), Doctored.with(update, VarianceEvent.Transition.OPENED));
    assertThat(Invariants.variancesTakeOnlyTabledMoves(doctored)).isNotEmpty();
  }

  @Test
  void anIncidentThatGoesBackToPendingIsFound() {
    List<ServiceState> doctored = new ArrayList<>(said.states());
    ServiceState open =
        doctored.stream()
            .filter(s -> s.targets().stream().anyMatch(t -> t.phase() == TargetPhase.OPEN))
            .findFirst()
            .orElseThrow();
    List<ServiceState.TargetState> targets =
        open.targets().stream()
            .map(
                t ->
                    new ServiceState.TargetState(
                        t.targetId(),
                        t.metric(),
                        TargetPhase.PENDING,
                        t.level(),
                        t.severity(),
                        t.incidentId(),
                        t.since(),
                        t.openedAt()))
            .toList();
    doctored.add(
        doctored.indexOf(open) + 1,
        new ServiceState(
            open.serviceId(), open.asOf() + 1, open.planVersion(), targets, open.rules()));
    assertThat(Invariants.phasesMoveAsTabled(doctored, said.events())).isNotEmpty();
  }

  @Test
  void aSwitchThatStandsWithoutATripIsFound() {
    List<ServiceEvent> doctored = new ArrayList<>(said.events());
    KillSwitchEvent warned =
        doctored.stream()
            .filter(KillSwitchEvent.class::isInstance)
            .map(KillSwitchEvent.class::cast)
            .filter(e -> e.transition() == KillSwitchEvent.Transition.WARNED)
            .findFirst()
            .orElseThrow();
    doctored.set(
        doctored.indexOf(warned), Doctored.with(warned, KillSwitchEvent.Transition.STANDING));
    assertThat(Invariants.switchesTakeOnlyTabledMoves(doctored)).isNotEmpty();
  }

  private VarianceEvent first(Predicate<VarianceEvent> wanted) {
    return said.events().stream()
        .filter(VarianceEvent.class::isInstance)
        .map(VarianceEvent.class::cast)
        .filter(wanted)
        .findFirst()
        .orElseThrow();
  }
}
