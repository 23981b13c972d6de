/** Events, read from their topic by somebody who wants to see some of them. */
package io.tripline.kafka.event;
