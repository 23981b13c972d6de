package io.tripline.local.story;

/** A ticket of a service. */
record Ticket(String id, String type) {}
