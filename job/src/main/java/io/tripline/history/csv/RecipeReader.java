package io.tripline.history.csv;

import io.tripline.history.csv.FactShape.Field;
import io.tripline.history.csv.Rows.ColumnUse;
import io.tripline.plan.Kind;
import io.tripline.plan.Section;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Reads values of a mapping: a text with columns in it, or keys that say more of it.
 *
 * <p>Every column that a value reads is noted with its place, so that an export without it can be
 * told where it is asked for.
 */
final class RecipeReader {
  private static final String VALUE = "value";
  private static final String TABLE = "table";
  private static final String PATTERN = "pattern";
  private static final String ZONE = "zone";
  private static final String PLUS = "plus";
  private static final String TIMES = "times";
  private static final String DECIMALS = "decimals";
  private static final String MINUS = "minus";
  private static final String OTHERWISE = "otherwise";
  private static final String UNIT = "unit";
  private static final String EACH = "each";
  private static final String ABOVE = "above";
  private static final String AT_LEAST = "atLeast";
  private static final String AT_MOST = "atMost";

  private static final List<String> WORDS_KEYS = List.of(VALUE, TABLE, OTHERWISE);
  private static final List<String> TIME_KEYS =
      List.of(VALUE, TABLE, OTHERWISE, PATTERN, ZONE, PLUS);
  private static final List<String> DECIMAL_KEYS =
      List.of(VALUE, TABLE, OTHERWISE, TIMES, DECIMALS, MINUS, ABOVE, AT_LEAST, AT_MOST);
  private static final List<String> LENGTH_KEYS =
      List.of(VALUE, TABLE, OTHERWISE, UNIT, ABOVE, AT_LEAST, AT_MOST);
  private static final List<String> REPEAT_KEYS =
      List.of(VALUE, TABLE, OTHERWISE, EACH, ABOVE, AT_LEAST, AT_MOST);

  /** What a length can be counted in; the names are those that people write. */
  private enum LengthUnit {
    MILLISECONDS(Duration.ofMillis(1)),
    SECONDS(Duration.ofSeconds(1)),
    MINUTES(Duration.ofMinutes(1)),
    HOURS(Duration.ofHours(1)),
    DAYS(Duration.ofDays(1));

    private final Duration length;

    LengthUnit(Duration length) {
      this.length = length;
    }
  }

  private final Conventions conventions;
  private final List<ColumnUse> columns = new ArrayList<>();

  RecipeReader(Conventions conventions) {
    this.conventions = conventions;
  }

  /** All columns read so far, with their places. */
  List<ColumnUse> columns() {
    return List.copyOf(columns);
  }

  /** Notes a column that is named as such. */
  void use(Section section, String key, List<String> names) {
    names.forEach(name -> columns.add(new ColumnUse(name, section.place(key))));
  }

  /** The recipe of a fact's field; null if there is none, or a problem. */
  Recipe recipe(Section fact, String key, Field field) {
    if (!fact.has(key)) {
      if (field.required()) {
        fact.required(key, Kinds.TEMPLATE);
      }
      return null;
    }
    return switch (field.kind()) {
      case WORDS -> words(fact, key);
      case SYMBOL -> symbol(fact, key, field.symbols());
      case FLAG -> flag(fact, key);
      case TIME -> time(fact, key);
      case DECIMAL -> decimal(fact, key);
    };
  }

  /** A value with at most a table. */
  Lookup lookup(Section section, String key) {
    return source(section, key, WORDS_KEYS);
  }

  /** A text with columns. */
  Template template(Section section, String key) {
    Template template = section.required(key, Kinds.TEMPLATE);
    if (template != null) {
      use(section, key, template.columns().stream().map(Template.Column::name).toList());
    }
    return template;
  }

  private Recipe words(Section fact, String key) {
    Lookup source = lookup(fact, key);
    return source == null ? null : new Recipe.Words(source);
  }

  private Recipe flag(Section fact, String key) {
    Lookup source = lookup(fact, key);
    return source == null ? null : new Recipe.Flag(source);
  }

  private Recipe symbol(Section fact, String key, List<String> symbols) {
    Lookup source = lookup(fact, key);
    if (source == null) {
      return null;
    }
    for (String text : possible(source)) {
      if (!symbols.contains(text)) {
        fact.error(key, "would be '%s'; it can be %s".formatted(text, String.join(", ", symbols)));
      }
    }
    return new Recipe.Words(source);
  }

  /** What a value can come to, as far as the mapping alone tells. */
  private static Iterable<String> possible(Lookup source) {
    if (source.tableName() != null) {
      TreeSet<String> all = new TreeSet<>(source.table().values());
      if (source.otherwise() != null) {
        all.add(source.otherwise());
      }
      return all;
    }
    return source.constant() ? List.of(constant(source)) : List.of();
  }

  private Recipe time(Section fact, String key) {
    Lookup source = source(fact, key, TIME_KEYS);
    if (source == null) {
      return null;
    }
    Section more = more(fact, key);
    TimeFormat format =
        source.constant()
            ? TimeFormat.ISO
            : more == null ? conventions.times() : timeFormat(more, conventions.times());
    Recipe.Length plus = more == null || !more.has(PLUS) ? null : length(more);
    if (source.constant()) {
      try {
        format.parse(constant(source), null);
      } catch (RowFault e) {
        fact.error(
            key, "is no time; write one such as 2026-01-05T08:00:00Z, or a column, \"{column}\"");
      }
    }
    return new Recipe.Time(source, format, plus);
  }

  private Recipe.Length length(Section time) {
    Lookup source = source(time, PLUS, LENGTH_KEYS);
    Section more = more(time, PLUS);
    if (more == null) {
      time.error(PLUS, "needs a unit; write {value: \"{column}\", unit: MINUTES}");
      return null;
    }
    LengthUnit unit = more.required(UNIT, Kind.oneOf(LengthUnit.class));
    Bounds bounds = bounds(more);
    return source == null || unit == null
        ? null
        : new Recipe.Length(source, conventions.numbers(), bounds, unit.length);
  }

  private Recipe decimal(Section fact, String key) {
    Lookup source = source(fact, key, DECIMAL_KEYS);
    if (source == null) {
      return null;
    }
    Section more = more(fact, key);
    if (source.constant()) {
      try {
        NumberFormat.PLAIN.parse(constant(source), null);
      } catch (RowFault e) {
        fact.error(key, "is no decimal; write one such as 120.00, or a column, \"{column}\"");
      }
    }
    NumberFormat format = source.constant() ? NumberFormat.PLAIN : conventions.numbers();
    return more == null
        ? new Recipe.Decimal(source, format, Bounds.NONE, BigDecimal.ONE, null, null)
        : new Recipe.Decimal(
            source,
            format,
            bounds(more),
            more.optional(TIMES, Kind.AMOUNT, BigDecimal.ONE),
            more.optional(DECIMALS, Kinds.DECIMALS, null),
            more.has(MINUS) ? lookup(more, MINUS) : null);
  }

  /** How often a fact is made; once if it does not say. */
  Repeat repeat(Section fact, String key) {
    if (!fact.has(key) && !fact.hasSection(key)) {
      return Repeat.ONCE;
    }
    Lookup source = source(fact, key, REPEAT_KEYS);
    if (source == null) {
      return Repeat.ONCE;
    }
    Section more = more(fact, key);
    BigDecimal each =
        more == null ? BigDecimal.ONE : more.optional(EACH, Kind.AMOUNT, BigDecimal.ONE);
    if (each != null && each.signum() <= 0) {
      more.error(EACH, "must be above 0: it is how many a fact stands for");
      return Repeat.ONCE;
    }
    return new Repeat(
        source, conventions.numbers(), more == null ? Bounds.NONE : bounds(more), each);
  }

  private static Bounds bounds(Section section) {
    return new Bounds(
        section.optional(ABOVE, Kind.AMOUNT, null),
        section.optional(AT_LEAST, Kind.AMOUNT, null),
        section.optional(AT_MOST, Kind.AMOUNT, null));
  }

  /** A pattern and a zone, each as given or as otherwise. */
  static TimeFormat timeFormat(Section section, TimeFormat otherwise) {
    String pattern = section.optional(PATTERN, Kinds.WORDS, otherwise.pattern());
    ZoneId zone = section.optional(ZONE, Kind.ZONE, otherwise.zone());
    if (pattern == null || zone == null) {
      return otherwise;
    }
    try {
      return TimeFormat.of(pattern, zone);
    } catch (IllegalArgumentException e) {
      section.error(
          PATTERN,
          "is no pattern (%s); write one such as \"d/M/yyyy HH:mm\", or ISO, EPOCH_SECONDS or EPOCH_MILLIS"
              .formatted(e.getMessage()));
      return otherwise;
    }
  }

  /** The keys that say more of a value; null where it is a text alone. */
  private static Section more(Section section, String key) {
    return section.hasSection(key) ? section.anySection(key) : null;
  }

  private Lookup source(Section section, String key, List<String> knownKeys) {
    if (!section.hasSection(key)) {
      Template template = template(section, key);
      return template == null ? null : Lookup.plain(template);
    }
    if (unquoted(section, key)) {
      return null;
    }
    return withTable(section.section(key, knownKeys));
  }

  /** The value of a section that has the keys of one, as far as its text and its table go. */
  Lookup withTable(Section more) {
    Template template = template(more, VALUE);
    String name = more.optional(TABLE, Kinds.WORDS, null);
    String otherwise = more.optional(OTHERWISE, Kinds.WORDS, null);
    if (template == null || name == null) {
      return template == null ? null : new Lookup(template, null, Map.of(), otherwise);
    }
    Map<String, String> table = conventions.tables().get(name);
    if (table == null) {
      more.error(TABLE, "is '%s', which is not among 'tables'".formatted(name));
      return null;
    }
    return new Lookup(template, name, table, otherwise);
  }

  /** YAML takes {column} without quotes for a mapping with one key and no value. */
  private static boolean unquoted(Section section, String key) {
    Section inside = section.anySection(key);
    boolean forgotten = inside.keys().size() == 1 && inside.keys().stream().noneMatch(inside::has);
    if (forgotten) {
      section.error(
          key,
          "has a column outside of quotes; write \"{%s}\""
              .formatted(String.join("", inside.keys())));
    }
    return forgotten;
  }

  private static String constant(Lookup source) {
    return source.template().of(null);
  }
}
