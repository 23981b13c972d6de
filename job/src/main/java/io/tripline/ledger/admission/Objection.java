package io.tripline.ledger.admission;

/**
 * What speaks against a fact.
 *
 * @param field the path of the field at fault, as the contract writes it: {@code change.personId}
 * @param message which field, what is wrong with it, and what to do; for a person
 */
public record Objection(RefusalReason reason, String field, String message) {}
