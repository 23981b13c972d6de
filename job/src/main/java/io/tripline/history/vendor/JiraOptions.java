package io.tripline.history.vendor;

import java.time.Duration;
import java.time.ZoneId;

/**
 * How to read what Jira exports.
 *
 * @param services which service a project's key stands for
 * @param phases what statuses mean
 * @param teamField the changelog's field whose changes hand an issue over, such as Team or
 *     Component; null if none does
 * @param dates the pattern of times in a CSV export
 * @param zone of times that are written without one
 * @param knownAfter how long after its end work of a CSV export became known, which does not say it
 */
public record JiraOptions(
    Services services,
    Phases phases,
    String teamField,
    String dates,
    ZoneId zone,
    Duration knownAfter) {}
