/** Sending over HTTP, waiting before it is tried again, and keeping what was refused for good. */
package io.tripline.notify.delivery;
