/** The notifier as a process of its own, against a real Alertmanager and a receiver that fails. */
package io.tripline.checks.notify;
