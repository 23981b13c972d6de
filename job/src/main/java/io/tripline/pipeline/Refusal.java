package io.tripline.pipeline;

import io.tripline.ledger.admission.Objection;
import io.tripline.ledger.admission.RefusalReason;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.Feed;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * A record that does not count, whole, with the reason.
 *
 * @param fact the fact, or null if the record could not be read as one
 * @param origin where it was read
 * @param original the bytes it was read from, or null where the origin is enough to find them again
 * @param field the path of the field at fault, as the contract writes it, or null if none is
 * @param message which field, what is wrong, and what to do; for a person
 */
@TypeInfo(RecordTypes.Factory.class)
@SuppressWarnings("ArrayRecordComponent") // Never compared; a copy per record would cost too much.
public record Refusal(
    Feed feed,
    Fact fact,
    Origin origin,
    byte[] original,
    RefusalReason reason,
    String field,
    String message) {
  /** A fact that was read well, and refused. */
  static Refusal of(Admissible admissible, Objection objection) {
    return new Refusal(
        admissible.fact().feed(),
        admissible.fact(),
        admissible.origin(),
        admissible.original(),
        objection.reason(),
        objection.field(),
        objection.message());
  }
}
