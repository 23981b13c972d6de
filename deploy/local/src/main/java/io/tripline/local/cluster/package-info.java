/**
 * A broker and a Flink cluster as they stand in a data centre, each part a process of its own, on
 * this machine only.
 *
 * <p>Every process is a child of this JVM and writes its log into a file of its own. It ends when
 * what started it is closed, and when this JVM ends by whatever means: see {@link
 * io.tripline.local.cluster.ChildProcesses}. All ports are found when they are needed, and what
 * answers at one is asked who it is before it is believed.
 */
package io.tripline.local.cluster;
