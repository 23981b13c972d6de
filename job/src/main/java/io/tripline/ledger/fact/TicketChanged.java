package io.tripline.ledger.fact;

/**
 * A change of the ticket (serviceId, ticketId). Flat, so that it ships cheaply: the fields after
 * {@code change} are null unless the change is of the kind that has them.
 *
 * @param occurredAt when it happened (valid time)
 * @param billed RESOLVED: what was billed, in micros; null where the plan's unit value counts
 * @param decision DECIDED: the decision
 * @param fromTeam HANDED_OFF: the team that let go
 * @param toTeam HANDED_OFF: the team that is to take over
 * @param work WORK: the interval
 */
public record TicketChanged(
    FactId id,
    long recordedAt,
    long occurredAt,
    String serviceId,
    String ticketId,
    String ticketType,
    TicketChange change,
    Long billed,
    Decision decision,
    String fromTeam,
    String toTeam,
    Work work)
    implements Fact {
  @Override
  public Feed feed() {
    return Feed.TICKET;
  }
}
