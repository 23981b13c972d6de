package io.tripline.local.story;

import java.time.Instant;

/**
 * Something that goes wrong in the story, which nobody tells Tripline.
 *
 * @param at when it begins
 * @param what for people, one clause
 */
public record Onset(String serviceId, Instant at, String what) {}
