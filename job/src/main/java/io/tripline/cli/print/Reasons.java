package io.tripline.cli.print;

import io.tripline.schemas.avro.Flow;
import io.tripline.schemas.avro.FlowDirection;
import io.tripline.schemas.avro.Leaf;
import io.tripline.schemas.avro.LeafUnit;
import io.tripline.schemas.avro.Variance;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** Why a variance is there: its parts, signed, with their sum, and who went where. */
final class Reasons {
  private static final int AMOUNT_WIDTH = 12;

  private final Ansi ansi;

  Reasons(Ansi ansi) {
    this.ansi = ansi;
  }

  List<String> of(Variance variance) {
    List<String> lines = new ArrayList<>();
    if (!variance.getLeaves().isEmpty()) {
      parts(variance.getLeaves(), lines);
    }
    variance.getFlows().forEach(flow -> lines.add(line(flow)));
    if (variance.getAccrued().signum() != 0) {
      lines.add(
          "      planned spend stands in for bills that have not come: "
              + Say.money(variance.getAccrued()));
    }
    return lines;
  }

  private void parts(List<Leaf> leaves, List<String> lines) {
    Parts parts = Parts.of(leaves);
    LeafUnit unit = leaves.get(0).getUnit();
    for (int i = 0; i < leaves.size(); i++) {
      BigDecimal amount = parts.amounts().get(i);
      if (amount.signum() != 0) {
        lines.add(line(amount, unit, words(leaves.get(i), amount.signum() < 0)));
      }
    }
    lines.add(line(parts.sum(), unit, Paint.STRONG.on("= " + whole(unit), ansi)));
  }

  private String line(BigDecimal amount, LeafUnit unit, String words) {
    boolean time = unit == LeafUnit.MILLISECONDS;
    boolean bad = time ? amount.signum() > 0 : amount.signum() < 0;
    String text = Say.right(Say.signedMoney(amount), AMOUNT_WIDTH) + (time ? " h" : "");
    return "    " + (bad ? Paint.LOSS : Paint.GAIN).on(text, ansi) + "  " + words;
  }

  private static String whole(LeafUnit unit) {
    return switch (unit) {
      case MONEY -> "against the target";
      case MILLISECONDS -> "beyond the target";
    };
  }

  private static String words(Leaf leaf, boolean negative) {
    return switch (leaf.getName()) {
      case DIVERTED_VOLUME -> "units not delivered because time went elsewhere";
      case SALES_VOLUME ->
          negative ? "fewer units delivered, for other reasons" : "more units delivered";
      case SELLING_PRICE -> negative ? "units sold below price" : "units sold above price";
      case LABOR_YIELD ->
          negative ? "the team's cost spread over fewer units" : "more units from the same team";
      case STAFFING -> negative ? "more people than planned" : "fewer people than planned";
      case DIVERSION -> "people who worked elsewhere, and are charged there";
      case VISITING -> "people of other services who worked here";
      case LABOR_RATE -> negative ? "people dearer than planned" : "people cheaper than planned";
      case SPENDING -> (negative ? "more spent on " : "less spent on ") + leaf.getOf();
      case DIVERTED -> "worked for " + leaf.getOf();
      case UNLOGGED -> "not known to be worked on anything";
      case OTHER -> "all else";
      case ALLOWANCE -> "what the target allows";
    };
  }

  private static String line(Flow flow) {
    boolean out = flow.getDirection() == FlowDirection.OUT;
    String planned =
        flow.getPlannedValue() == null
            ? ""
            : ", planned to earn " + Say.money(flow.getPlannedValue());
    return "      %s %s %s: %s, costs %s%s"
        .formatted(
            who(flow),
            out ? "->" : "<-",
            out ? flow.getTo() : flow.getFrom(),
            Say.duration(Duration.ofMillis(flow.getMs())),
            Say.money(flow.getCost()),
            planned);
  }

  /** Where people are left out, as what they work is all there is. */
  private static String who(Flow flow) {
    return flow.getPersonId().isEmpty()
        ? flow.getRole()
        : flow.getPersonId() + " (" + flow.getRole() + ")";
  }
}
