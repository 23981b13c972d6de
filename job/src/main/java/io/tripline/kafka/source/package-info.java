/** Facts from topics: where to begin, how to read, how far known time has come. */
package io.tripline.kafka.source;
