/** Whether a fact counts: duplicates, facts known too late, upserts that change what they are. */
package io.tripline.ledger.admission;
