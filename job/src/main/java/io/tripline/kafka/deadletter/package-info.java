/** Dead letters: finding them, looking at them, and sending what they hold once more. */
package io.tripline.kafka.deadletter;
