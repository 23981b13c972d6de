package io.tripline.notify.alert;

/**
 * What a notice does to the alert of its key.
 *
 * @param before the alert until then, or null
 * @param after the alert from then on, or null
 */
public record Change(Notice notice, Alert before, Alert after) {}
