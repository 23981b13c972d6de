package io.tripline.cli.print;

import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/** Colour where the terminal has it, and nothing where it has not, or NO_COLOR is set. */
public enum Paint {
  ALARM(Style.bold, Style.fg_red),
  TRIP(Style.bold, Style.fg_white, Style.bg_red),
  CAUTION(Style.bold, Style.fg_yellow),
  RELIEF(Style.bold, Style.fg_green),
  STRONG(Style.bold),
  GAIN(Style.fg_green),
  LOSS(Style.fg_red),
  FAINT(Style.faint);

  private final IStyle[] styles;

  Paint(IStyle... styles) {
    this.styles = styles;
  }

  /** The text in this colour. */
  public String on(String text, Ansi ansi) {
    // Not each style's own off: that of bold underlines on some terminals.
    return ansi.enabled() ? Style.on(styles) + text + Style.reset.on() : text;
  }
}
