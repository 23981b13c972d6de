/**
 * The Flink shell around the ledger: which fact goes to which key, what is kept in state, when
 * timers fire. It knows neither where facts come from nor where results go, and decides nothing
 * about the business.
 */
package io.tripline.pipeline;
