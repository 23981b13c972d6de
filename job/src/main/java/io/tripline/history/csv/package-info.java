/**
 * Turns other people's exports into a history: a mapping, a YAML file, says which columns of which
 * CSV files become which fields of which facts, and {@link io.tripline.history.csv.CsvImport} does
 * what it says, row by row. What a row says that cannot be used is refused with its row; nothing is
 * mended on the way.
 *
 * <pre>
 * mapping.yaml ─▶ MappingReader ─▶ Mapping ──┐
 * export.csv ───▶ ExportFile ─────▶ Row ─────┴▶ CsvImport ─▶ FactStore ─▶ *.jsonl
 * </pre>
 */
package io.tripline.history.csv;
