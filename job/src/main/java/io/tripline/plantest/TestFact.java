package io.tripline.plantest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.ledger.fact.Fact;
import io.tripline.plan.Place;

/**
 * A fact that a test lets become known.
 *
 * @param place of what says so in the test file
 * @param line what would stand in a history
 * @param fact what the job would read there
 */
record TestFact(Place place, ObjectNode line, Fact fact) {}
