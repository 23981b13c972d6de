/** The file that tells whom to notify, and how. */
package io.tripline.notify.config;
