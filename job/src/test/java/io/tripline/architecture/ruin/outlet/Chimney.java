package io.tripline.architecture.ruin.outlet;

import io.tripline.architecture.ruin.cli.Shout;

/** Lets out what is meant for the command line alone. */
public record Chimney(Shout smoke) {}
