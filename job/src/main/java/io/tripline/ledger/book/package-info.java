/** What was posted on a service, what its plan expected, and every figure made of the two. */
package io.tripline.ledger.book;
