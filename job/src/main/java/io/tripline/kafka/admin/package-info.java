/** The topics as they ought to be, as they are, and what to do about the difference. */
package io.tripline.kafka.admin;
