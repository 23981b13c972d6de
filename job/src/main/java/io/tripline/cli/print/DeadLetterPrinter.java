package io.tripline.cli.print;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.kafka.deadletter.FiledLetter;
import io.tripline.kafka.deadletter.Prospect;
import io.tripline.kafka.deadletter.RecordPlace;
import io.tripline.schemas.DeadLetterJson;
import io.tripline.schemas.FactJson;
import io.tripline.schemas.avro.DeadLetter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import picocli.CommandLine.Help.Ansi;

/** A dead letter as a person reads it, in short or as a whole. */
public final class DeadLetterPrinter {
  private static final int TEXT_WIDTH = 92;
  private static final int LABEL_WIDTH = 14;
  private static final int SHOWN_BYTES = 4096;

  private final Ansi ansi;

  /**
   * @param ansi whether there is colour
   */
  public DeadLetterPrinter(Ansi ansi) {
    this.ansi = ansi;
  }

  /** As one line of JSON: the dead letter's own form, and where it stands. */
  public static String json(FiledLetter filed) {
    ObjectNode tree = DeadLetterJson.tree(filed.letter());
    tree.put("deadLetter", filed.place().toString());
    tree.put("refusedAt", filed.filedAt().toString());
    tree.put("redriven", filed.redriven());
    return tree.toString();
  }

  /** In a few lines. */
  public List<String> brief(FiledLetter filed) {
    DeadLetter letter = filed.letter();
    List<String> lines = new ArrayList<>();
    lines.add(
        filed.place()
            + "  "
            + filed.filedAt().truncatedTo(ChronoUnit.SECONDS)
            + "  "
            + Paint.STRONG.on(Bytes.printable(letter.getReason()), ansi)
            + "  "
            + origin(filed)
            + (filed.redriven() == 0 ? "" : "  " + redriven(filed)));
    Say.wrapped(Bytes.printable(letter.getMessage()), TEXT_WIDTH)
        .forEach(line -> lines.add("    " + line));
    return lines;
  }

  /**
   * With all that is known of it.
   *
   * @param full whether to show all bytes, however many
   */
  public List<String> whole(FiledLetter filed, Prospect prospect, boolean full) {
    DeadLetter letter = filed.letter();
    List<String> lines = new ArrayList<>();
    lines.add(label("dead letter") + filed.place() + ", refused " + filed.filedAt());
    lines.add(label("record") + origin(filed) + ", feed " + feed(letter));
    lines.add(label("reason") + Paint.STRONG.on(Bytes.printable(letter.getReason()), ansi));
    if (letter.getField() != null) {
      lines.add(label("field") + Bytes.printable(letter.getField()));
    }
    Say.wrapped(Bytes.printable(letter.getMessage()), TEXT_WIDTH)
        .forEach(line -> lines.add(label("") + line));
    lines.add(label("sent again") + (filed.redriven() == 0 ? "never" : redriven(filed)));
    for (Header header : filed.headers()) {
      lines.addAll(bytes("header " + Bytes.printable(header.key()), header.value(), full));
    }
    lines.addAll(bytes("key", filed.key(), full));
    lines.addAll(bytes("value", filed.payload(), full));
    Optional<SpecificRecord> record = prospect.record(filed);
    record.ifPresent(read -> lines.add(label("reads as") + Bytes.printable(FactJson.write(read))));
    if (letter.getTopic() != null) {
      lines.add(label("if sent again") + outlook(filed, prospect));
    }
    return lines;
  }

  private static String outlook(FiledLetter filed, Prospect prospect) {
    return prospect
        .objection(filed, filed.letter().getTopic())
        .map(
            why ->
                why.startsWith(filed.letter().getReason() + ": ")
                    ? "refused again, for the same reason"
                    : "refused: " + Bytes.printable(why))
        .orElse("nothing that can be told from here speaks against it");
  }

  private static List<String> bytes(String name, byte[] value, boolean full) {
    if (value == null) {
      return List.of(label(name) + "none");
    }
    Optional<String> text = Bytes.text(value);
    if (text.isPresent() && value.length <= SHOWN_BYTES) {
      return List.of(label(name) + text.get());
    }
    int shown = full ? value.length : Math.min(value.length, SHOWN_BYTES);
    List<String> lines = new ArrayList<>();
    lines.add(label(name) + String.format(Locale.ROOT, "%,d bytes", value.length));
    lines.addAll(Bytes.hexadecimal(value, shown));
    if (shown < value.length) {
      lines.add("  … and so on; --full shows all");
    }
    return lines;
  }

  private static String origin(FiledLetter filed) {
    return filed
        .original()
        .map(RecordPlace::toString)
        .orElseGet(() -> Bytes.printable(String.valueOf(filed.letter().getFile())));
  }

  private static String redriven(FiledLetter filed) {
    return filed.redriven() == 1 ? "sent again" : "sent again " + filed.redriven() + " times";
  }

  private static String feed(DeadLetter letter) {
    return letter.getFeed().name().toLowerCase(Locale.ROOT);
  }

  private static String label(String name) {
    return Say.left(name, LABEL_WIDTH) + " ";
  }
}
