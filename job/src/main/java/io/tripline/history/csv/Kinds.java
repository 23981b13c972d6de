package io.tripline.history.csv;

import io.tripline.plan.Kind;
import io.tripline.plan.Value.Scalar;
import io.tripline.plan.Wrong;
import java.nio.charset.Charset;
import java.util.regex.Pattern;

/** The kinds of single values that only mappings have. */
final class Kinds {
  private static final Pattern FEW_DECIMALS = Pattern.compile("[0-6]");

  /** Any single value, as it is written. */
  static final Kind<String> WORDS = new Kind<>("a text", Scalar::text);

  static final Kind<Template> TEMPLATE =
      new Kind<>("a text, with columns as \"{column}\", in quotes", Kinds::template);

  static final Kind<Character> DELIMITER =
      new Kind<>("one character, such as \";\" or \"\\t\"", Kinds::character);

  static final Kind<Charset> CHARSET =
      new Kind<>("a character set such as UTF-8 or ISO-8859-1", Kinds::charset);

  static final Kind<Boolean> FLAG = new Kind<>("true or false", Kinds::flag);

  static final Kind<Integer> DECIMALS = new Kind<>("how many decimals, 0 to 6", Kinds::decimals);

  private Kinds() {}

  private static Template template(Scalar scalar) throws Wrong {
    try {
      return Template.parse(scalar.text());
    } catch (IllegalArgumentException e) {
      throw new Wrong("which " + e.getMessage());
    }
  }

  private static Character character(Scalar scalar) throws Wrong {
    if (scalar.text().length() != 1) {
      throw new Wrong("which is not one character; write one, such as \";\" or \"\\t\"");
    }
    return scalar.text().charAt(0);
  }

  private static Charset charset(Scalar scalar) throws Wrong {
    try {
      return Charset.forName(scalar.text());
    } catch (IllegalArgumentException e) {
      throw new Wrong("which is no character set; write one such as UTF-8 or ISO-8859-1");
    }
  }

  private static Boolean flag(Scalar scalar) throws Wrong {
    return switch (scalar.text()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new Wrong("which is neither; write true or false");
    };
  }

  private static Integer decimals(Scalar scalar) throws Wrong {
    if (!FEW_DECIMALS.matcher(scalar.text()).matches()) {
      throw new Wrong("which is no number of decimals; write 0 to 6");
    }
    return Integer.valueOf(scalar.text());
  }
}
