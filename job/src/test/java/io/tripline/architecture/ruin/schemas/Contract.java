package io.tripline.architecture.ruin.schemas;

import io.tripline.architecture.ruin.ledger.Gambler;
import org.apache.flink.api.common.JobID;

/** A contract that nobody can read without Flink. */
public record Contract(Gambler party, JobID job) {}
