/** The texts that people are sent. */
package io.tripline.notify.template;
