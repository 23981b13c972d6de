/** Exact arithmetic: amounts spread over time, division with stated rounding, fractions. */
package io.tripline.ledger.math;
