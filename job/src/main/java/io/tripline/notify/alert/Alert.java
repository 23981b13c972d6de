package io.tripline.notify.alert;

/**
 * Somebody is asked to look at an incident or a kill switch.
 *
 * @param latest the last notice that told how it stands
 * @param anchor offset of the last notice that raised it: whoever reads on from there knows the
 *     alert again
 */
public record Alert(Notice latest, long anchor) {}
