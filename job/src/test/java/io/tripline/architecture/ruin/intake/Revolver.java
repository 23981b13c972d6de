package io.tripline.architecture.ruin.intake;

import io.tripline.architecture.ruin.cli.Shout;

/** Takes in what the command line is yet to say. */
public record Revolver(Shout above) {}
