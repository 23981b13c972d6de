package io.tripline.pipeline;

/**
 * Where a record was read, so that a person finds it again.
 *
 * @param place the file's name, or topic and partition
 * @param position the line, counted from 1, or the offset
 */
public record Origin(String place, long position) {}
