package io.tripline.schemas;

import org.apache.avro.Schema;

/**
 * The schemas of a registry, which has given each an id that never means another. A {@link
 * ConfluentCodec} asks once for what it is told, and again for what it could not be told.
 */
public interface RegisteredSchemas {

  /**
   * The schema with that id.
   *
   * @throws FormatException UNKNOWN_SCHEMA if there is none, or none of Avro; REGISTRY_UNREACHABLE
   *     if that cannot be found out, and what was to be read is to be refused for it
   */
  Schema schema(int id) throws FormatException;

  /** The id of a schema that is written with; registers it where it is new. */
  int id(Schema schema);
}
