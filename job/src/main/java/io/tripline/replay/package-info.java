/**
 * What every replay has in common, whatever it reads: an embedded Flink, files in an order of their
 * own, counts that add up, and somebody who is told how far it has come.
 */
package io.tripline.replay;
