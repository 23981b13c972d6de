package io.tripline.ledger.fact;

/**
 * An interval of somebody's work on a ticket; an upsert by {@code workId}: the last known wins.
 *
 * @param start start, inclusive
 * @param end end, exclusive; null while going on (STATUS only)
 * @param withdrawn true deletes the work
 */
public record Work(
    String workId, String personId, WorkBasis basis, long start, Long end, boolean withdrawn) {}
