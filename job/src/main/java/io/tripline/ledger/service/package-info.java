/** A service's ledger: postings, windows, metrics, and the verdicts on them. */
package io.tripline.ledger.service;
