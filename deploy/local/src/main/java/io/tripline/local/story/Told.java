package io.tripline.local.story;

import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/**
 * A fact of the story.
 *
 * @param recordedAt the fact's own
 * @param serviceId the fact's own
 * @param fact a record of the contract
 */
public record Told(Instant recordedAt, String serviceId, SpecificRecord fact) {}
