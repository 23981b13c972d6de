package io.tripline.architecture.ruin.plan;

import io.tripline.architecture.ruin.cli.Shout;
import org.apache.flink.api.common.JobID;

/** Reads plans by way of Flink and the command line. */
public record Climber(Shout above, JobID job) {}
