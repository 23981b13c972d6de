/** How the notifier itself is, for Prometheus. */
package io.tripline.notify.health;
