package io.tripline.history.vendor;

import java.time.ZoneId;

/**
 * How to read what ServiceNow exports.
 *
 * @param serviceBy the column of an incident that its service is found by
 * @param services which service that is
 * @param phases what states mean
 * @param ticketType what all tickets are
 * @param dates the pattern of times
 * @param zone of times
 */
public record ServiceNowOptions(
    String serviceBy,
    Services services,
    Phases phases,
    String ticketType,
    String dates,
    ZoneId zone) {}
