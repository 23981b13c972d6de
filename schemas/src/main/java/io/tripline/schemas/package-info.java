/**
 * The contract in Java: the records generated from the Avro schemas are in {@code
 * io.tripline.schemas.avro}, here is what turns them into bytes and JSON and back. What every field
 * means is in {@code schemas/README.md}.
 */
package io.tripline.schemas;
