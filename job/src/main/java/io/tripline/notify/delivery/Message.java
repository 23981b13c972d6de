package io.tripline.notify.delivery;

/**
 * What a receiver is sent.
 *
 * @param body in UTF-8, never to be logged: there may be a secret in it
 * @param contentType of the body
 */
public record Message(String body, String contentType) {
  /** A message in JSON. */
  public static Message json(Object json) {
    return new Message(json.toString(), "application/json");
  }

  /** Not the body. */
  @Override
  public String toString() {
    return "a message of " + body.length() + " characters, " + contentType;
  }
}
