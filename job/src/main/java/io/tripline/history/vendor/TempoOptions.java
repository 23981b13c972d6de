package io.tripline.history.vendor;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * How to read timesheets of Tempo.
 *
 * @param services which service a project's key stands for
 * @param ticketType what all tickets are, unless the export has their types
 * @param dates the pattern of dates and times
 * @param zone of dates and times
 * @param opening when a person's day begins, where only its date is written
 * @param knownAfter how long after its end work became known, where nothing says it
 */
public record TempoOptions(
    Services services,
    String ticketType,
    String dates,
    ZoneId zone,
    LocalTime opening,
    Duration knownAfter) {}
