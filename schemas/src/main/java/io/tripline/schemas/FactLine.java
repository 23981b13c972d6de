package io.tripline.schemas;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** A fact read from its JSON form. */
public sealed interface FactLine {
  /**
   * A fact of any type but {@code PlanPublished}.
   *
   * @param fact the generated record, of one of the classes of {@link FactType}
   * @param unknownFields paths of the fields that the contract does not know, as {@code
   *     change.colour}; they are not in the record
   */
  record Plain(SpecificRecord fact, List<String> unknownFields) implements FactLine {}

  /**
   * A {@code PlanPublished}: the fields of a plan file beside the identity. Whoever reads plan
   * files reads these too.
   *
   * @param source the fact's source
   * @param eventId the fact's name within its source
   * @param document the plan as in a plan file, {@code recordedAt} included
   */
  record PlanDocument(String source, String eventId, ObjectNode document) implements FactLine {}
}
