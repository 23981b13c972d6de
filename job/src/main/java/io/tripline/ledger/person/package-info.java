/** A person's time: who worked where, who was kept from where, and what it cost. */
package io.tripline.ledger.person;
