/** Tells people, and the systems that page them, what the job says. */
package io.tripline.notify;
