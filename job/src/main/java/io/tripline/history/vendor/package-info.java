/**
 * Importers for programs that many people have. Each is a mapping that ships with the job, in the
 * language of {@link io.tripline.history.csv}, and a class that adds to the rows what the language
 * cannot say: a tag out of JSON, a timesheet's time of day, an issue as it stood after each change.
 *
 * <pre>
 * export ─▶ CsvTables or JiraPages ─▶ Tables ─▶ FocusImport, … ─▶ Tables with columns added ─▶ MappedHistory ─▶ *.jsonl
 *                                                        focus.yaml, … ─▶ Mapping ─────────────────┘
 * </pre>
 */
package io.tripline.history.vendor;
