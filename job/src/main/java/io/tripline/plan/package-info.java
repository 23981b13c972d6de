/**
 * Plans and calendars as people write them: read whole, with every default filled in, or refused
 * with all that is wrong, where it stands and what to write instead. Plan files and plans that come
 * as facts go through the same checks.
 */
package io.tripline.plan;
