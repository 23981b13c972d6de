/** The way out: what the ledger says, as records of the contract. */
package io.tripline.outlet;
