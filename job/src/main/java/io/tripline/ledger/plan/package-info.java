/** A service's business plan, as data: the baseline, the targets and the kill-switch rules. */
package io.tripline.ledger.plan;
