/**
 * The way in: records of the contract and plan files become facts of the ledger, or are refused
 * with a reason that a program can tell and a message that a person can act on.
 */
package io.tripline.intake;
