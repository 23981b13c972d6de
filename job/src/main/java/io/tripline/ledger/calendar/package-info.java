/** Working time: named calendars and how much of it lies between two instants. */
package io.tripline.ledger.calendar;
