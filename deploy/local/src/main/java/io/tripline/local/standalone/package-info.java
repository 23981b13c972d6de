/**
 * {@code tripline cluster}: a broker and a standalone Flink cluster in application mode on this
 * machine, each part a process of its own that goes on when the command that started it has ended.
 *
 * <p>What there is of a cluster is kept in a directory, and what is kept is not believed: a process
 * is taken for one of ours only if its number, its start and a mark on its command line say so, and
 * what answers at a port only if it says what no other could know.
 */
package io.tripline.local.standalone;
