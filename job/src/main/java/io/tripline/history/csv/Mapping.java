package io.tripline.history.csv;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a mapping file says.
 *
 * @param file where it was read from
 * @param assumed what the exports do not say and the mapping takes for granted, for people
 * @param nulls what stands in a column for nothing
 * @param exports the kinds of files that it reads
 * @param rows what is made of their rows, in the order in which it is done
 * @param calendars a file to copy into the history, or null
 * @param plans a folder of plan files to copy into the history, or null
 * @param labels a file that says what happened, to copy into the history, or null
 */
public record Mapping(
    Path file,
    List<String> assumed,
    Set<String> nulls,
    List<Export> exports,
    List<Rows> rows,
    Path calendars,
    Path plans,
    Path labels) {

  /** Copies. */
  public Mapping {
    assumed = List.copyOf(assumed);
    nulls = Set.copyOf(nulls);
    exports = List.copyOf(exports);
    rows = List.copyOf(rows);
  }

  /**
   * A kind of file.
   *
   * @param name what the mapping calls it
   * @param columns what such a file is known by: all of these are in its header
   * @param lacks columns that such a file has not
   * @param names what the mapping calls columns that are called differently from export to export:
   *     each is the first of its columns that is in the header
   * @param optional columns that may be missing, and are nothing then
   * @param identity columns that tell rows apart; empty if none is to be named after them
   * @param delimiter between values
   * @param charset of the text
   */
  record Export(
      String name,
      List<String> columns,
      List<String> lacks,
      Map<String, List<String>> names,
      List<String> optional,
      List<String> identity,
      char delimiter,
      Charset charset) {}
}
