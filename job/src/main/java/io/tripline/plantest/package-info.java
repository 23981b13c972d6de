/**
 * Unit tests for plans: facts over time in a short notation, run through the job's own admission,
 * timesheets and ledgers, and the events that are expected of them. What a test file may say is in
 * the contract's reference.
 */
package io.tripline.plantest;
