package io.tripline.kafka.registry;

/** A registry did not give what it was asked for. The message says which it was, and what to do. */
final class RegistryException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** What to think of it. */
  enum Kind {
    /** It has no such schema, or not yet: registries that copy each other do so with a delay. */
    UNKNOWN,
    /** It has one, but nothing that can be read with. Asking again would change nothing. */
    UNUSABLE,
    /** It could not be asked, or gave no sensible answer; that may pass. */
    UNREACHABLE,
    /** It does not want to do this for us. Somebody has to change something. */
    DENIED
  }

  RegistryException(Kind kind, String message) {
    this(kind, message, null);
  }

  RegistryException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  /** Whether to ask again makes sense. */
  boolean mayPass() {
    return kind == Kind.UNKNOWN || kind == Kind.UNREACHABLE;
  }
}
