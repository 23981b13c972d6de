/** From breach to incident: what each target says at a tick, what becomes of it, and why. */
package io.tripline.ledger.variance;
