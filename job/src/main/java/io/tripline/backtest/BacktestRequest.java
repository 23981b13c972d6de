package io.tripline.backtest;

import io.tripline.ledger.Slices;
import java.nio.file.Path;
import java.util.List;

/**
 * What to try on what.
 *
 * @param history the history directory
 * @param candidates plan files, and directories that hold some
 * @param from the known time to evaluate from, in milliseconds since the epoch, or null for the
 *     first fact's
 * @param to the known time to run to, exclusive, or null for the last fact's
 * @param currency the one currency, as a code of ISO 4217
 * @param parallelism how many threads share the work; changes nothing of what is found
 * @param slices the grid of time
 */
public record BacktestRequest(
    Path history,
    List<Path> candidates,
    Long from,
    Long to,
    String currency,
    int parallelism,
    Slices slices) {}
