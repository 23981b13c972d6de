/**
 * Replays: a directory of facts goes through the pipeline from the first to the last, and what it
 * has to say is written into files.
 */
package io.tripline.history;
