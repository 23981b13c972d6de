package io.tripline.notify.template;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import io.tripline.notify.alert.Notice;
import io.tripline.plan.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with blanks to fill in, in Mustache. What may be filled in are the fields of events by
 * their names in the contract, and those of {@link Fields}; a name that there is not is refused
 * when the template is read, and not when somebody is to be paged.
 */
public final class TextTemplate {
  private final Template template;

  private TextTemplate(Template template) {
    this.template = template;
  }

  /** How values are written so that what they hold is taken for text. */
  public enum Escaping {
    NONE,
    /** Slack's mrkdwn: three characters open what is not text. */
    SLACK;

    private String escape(String value) {
      return this == NONE
          ? value
          : value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
  }

  /**
   * Reads a template.
   *
   * @param file what messages call it
   * @throws BadTemplateException if it cannot be used; the message begins with {@code file:line}
   */
  public static TextTemplate read(String text, String file, Escaping escaping)
      throws BadTemplateException {
    Template template;
    try {
      template =
          Mustache.compiler()
              .withEscaper(escaping::escape)
              .emptyStringIsFalse(true)
              .defaultValue("")
              .compile(text);
    } catch (MustacheException e) {
      throw new BadTemplateException(
          "%s:%d: this is no Mustache: %s".formatted(file, lineOf(e), e.getMessage()));
    }
    List<String> unknown = unknown(template);
    if (!unknown.isEmpty()) {
      String name = unknown.get(0);
      throw new BadTemplateException(
          "%s:%d: there is no field '%s'%s; here may stand %s"
              .formatted(
                  file,
                  lineOf(name, text),
                  name,
                  Nearest.suggestion(name, Fields.NAMES),
                  String.join(", ", Fields.NAMES)));
    }
    return new TextTemplate(template);
  }

  /** One of those that come with this: {@code title} or {@code text}. */
  public static TextTemplate standard(String name, Escaping escaping) {
    String file = name + ".mustache";
    try (var stream = TextTemplate.class.getResourceAsStream(file)) {
      return read(new String(stream.readAllBytes(), StandardCharsets.UTF_8), file, escaping);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (BadTemplateException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The text for a notice, without blanks around it. */
  public String fill(Notice notice) {
    return template.execute(Fields.of(notice)).strip();
  }

  private static List<String> unknown(Template template) {
    List<String> unknown = new ArrayList<>();
    template.visit(
        new Mustache.Visitor() {
          @Override
          public void visitText(String text) {}

          @Override
          public void visitVariable(String name) {
            note(name);
          }

          @Override
          public boolean visitInclude(String name) {
            unknown.add("> " + name);
            return false;
          }

          @Override
          public boolean visitSection(String name) {
            note(name);
            return true;
          }

          @Override
          public boolean visitInvertedSection(String name) {
            note(name);
            return true;
          }

          private void note(String name) {
            if (!Fields.isKnown(name)) {
              unknown.add(name);
            }
          }
        });
    return unknown;
  }

  /** The library says it at the end of its message. */
  private static int lineOf(MustacheException e) {
    Matcher line = Pattern.compile("line (\\d+)").matcher(String.valueOf(e.getMessage()));
    return line.find() ? Integer.parseInt(line.group(1)) : 1;
  }

  private static int lineOf(String name, String text) {
    Matcher tag =
        Pattern.compile("\\{\\{[{&#^>]?\\s*" + Pattern.quote(name.replace("> ", ""))).matcher(text);
    return tag.find()
        ? (int) text.substring(0, tag.start()).lines().count() + lineBreak(text, tag)
        : 1;
  }

  /** A tag at the beginning of a line stands on that line, of which the text before has nothing. */
  private static int lineBreak(String text, Matcher tag) {
    boolean first = tag.start() == 0 || text.charAt(tag.start() - 1) == '\n';
    return first ? 1 : 0;
  }
}
