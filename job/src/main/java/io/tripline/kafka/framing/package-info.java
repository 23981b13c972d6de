/** Records of the contract to bytes and back, as the framing of each topic wants it. */
package io.tripline.kafka.framing;
