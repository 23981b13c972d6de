package io.tripline.ledger.admission;

/**
 * What speaks against a fact.
 *
 * @param message which field, what is wrong with it, and what to do; for a person
 */
public record Objection(RefusalReason reason, String message) {}
