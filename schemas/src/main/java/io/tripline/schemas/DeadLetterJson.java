package io.tripline.schemas;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.schemas.avro.DeadLetter;
import io.tripline.schemas.avro.Feed;
import io.tripline.schemas.avro.Header;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * The JSON form of dead letters, as in {@code rejected.jsonl}: where the input came from, why it
 * was refused, and all of it: as text ({@code payload}) if it is UTF-8, else in base 64 ({@code
 * payloadBase64}). The same letter gives the same text, to the byte.
 */
public final class DeadLetterJson {
  private static final String BASE_64 = "Base64";
  private static final String PAYLOAD = "payload";
  private static final String KEY = "key";
  private static final String VALUE = "value";
  private static final String HEADERS = "headers";

  private DeadLetterJson() {}

  /** Writes a dead letter as one line, without the line break. */
  public static String write(DeadLetter letter) {
    return Json.text(tree(letter));
  }

  /** Writes a dead letter as a tree. */
  public static ObjectNode tree(DeadLetter letter) {
    JsonObject json =
        new JsonObject()
            .text("feed", letter.getFeed().name().toLowerCase(Locale.ROOT))
            .text("file", letter.getFile())
            .whole("line", letter.getLine())
            .text("topic", letter.getTopic())
            .whole("partition", letter.getPartition())
            .whole("offset", letter.getOffset())
            .text("reason", letter.getReason())
            .text("field", letter.getField())
            .text("message", letter.getMessage());
    if (!letter.getHeaders().isEmpty()) {
      json.objects(HEADERS, letter.getHeaders(), DeadLetterJson::write);
    }
    bytes(json, KEY, letter.getKey());
    bytes(json, PAYLOAD, letter.getPayload());
    return json.tree();
  }

  /**
   * Reads a dead letter. Fields it does not know are passed over: a later version may have written
   * them.
   *
   * @throws FormatException if it is none
   */
  public static DeadLetter read(String line) throws FormatException {
    return read(Json.parse(line));
  }

  /** As {@link #read(String)}, from a tree. */
  public static DeadLetter read(ObjectNode tree) throws FormatException {
    JsonFields fields = new JsonFields(tree);
    return DeadLetter.newBuilder()
        .setFeed(feed(fields))
        .setReason(fields.text("reason"))
        .setField(fields.textOrNull("field"))
        .setMessage(fields.text("message"))
        .setPayload(bytes(fields, PAYLOAD))
        .setKey(bytes(fields, KEY))
        .setHeaders(headers(fields))
        .setTopic(fields.textOrNull("topic"))
        .setPartition(fields.smallWholeOrNull("partition"))
        .setOffset(fields.wholeOrNull("offset"))
        .setFile(fields.textOrNull("file"))
        .setLine(fields.wholeOrNull("line"))
        .build();
  }

  private static Feed feed(JsonFields fields) throws FormatException {
    String name = fields.text("feed");
    for (Feed feed : Feed.values()) {
      if (feed.name().toLowerCase(Locale.ROOT).equals(name)) {
        return feed;
      }
    }
    throw fields.wrong("feed", Quoted.shortly(name), "cost, ticket, allocation or governance");
  }

  private static JsonObject write(Header header) {
    JsonObject json = new JsonObject().text(KEY, header.getKey());
    bytes(json, VALUE, header.getValue());
    return json;
  }

  private static List<Header> headers(JsonFields fields) throws FormatException {
    List<Header> headers = new ArrayList<>();
    if (fields.has(HEADERS)) {
      for (JsonFields header : fields.objects(HEADERS)) {
        headers.add(new Header(header.text(KEY), bytes(header, VALUE)));
      }
    }
    return headers;
  }

  private static void bytes(JsonObject json, String name, ByteBuffer bytes) {
    if (bytes == null) {
      return;
    }
    try {
      json.text(name, StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString());
    } catch (CharacterCodingException e) {
      byte[] copy = new byte[bytes.remaining()];
      bytes.duplicate().get(copy);
      json.text(name + BASE_64, Base64.getEncoder().encodeToString(copy));
    }
  }

  private static ByteBuffer bytes(JsonFields fields, String name) throws FormatException {
    if (fields.has(name)) {
      return ByteBuffer.wrap(fields.text(name).getBytes(StandardCharsets.UTF_8));
    }
    String base64 = fields.textOrNull(name + BASE_64);
    try {
      return base64 == null ? null : ByteBuffer.wrap(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw fields.wrong(name + BASE_64, Quoted.shortly(base64), "bytes in base 64");
    }
  }
}
