package io.tripline.local.story;

import java.math.BigDecimal;

/**
 * Somebody in the story.
 *
 * @param hourlyCost in dollars
 */
record Person(String id, String role, BigDecimal hourlyCost) {
  Person(String id, String role, String hourlyCost) {
    this(id, role, new BigDecimal(hourlyCost).setScale(6));
  }
}
