package io.tripline.history.vendor;

import io.tripline.history.csv.FactCheck;
import io.tripline.history.csv.ImportProgress;
import io.tripline.history.csv.ImportSummary;
import io.tripline.history.csv.MappedHistory;
import io.tripline.history.csv.Mapping;
import io.tripline.history.csv.MappingException;
import io.tripline.history.csv.MappingReader;
import io.tripline.history.csv.Parameters;
import io.tripline.history.csv.Tables;
import io.tripline.intake.Intake;
import io.tripline.plan.CalendarsFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The mappings that ship with the job. */
final class BuiltIn {
  /** Currency of imports that bring no money. */
  static final String NO_MONEY = "USD";

  private BuiltIn() {}

  /** The mapping of a name, with its parameters filled in. */
  static Mapping mapping(String name, Parameters parameters) {
    String file = name + ".yaml";
    try (InputStream yaml = BuiltIn.class.getResourceAsStream(file)) {
      if (yaml == null) {
        throw new IllegalStateException("the job's own jar has no " + file);
      }
      String text = new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
      return MappingReader.read(file, text, parameters);
    } catch (IOException e) {
      throw new UncheckedIOException("the job's own jar cannot be read", e);
    } catch (MappingException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** Writes the history; rows that a job with that currency would refuse are refused here. */
  static ImportSummary write(
      Mapping mapping,
      Tables tables,
      List<String> assumed,
      String currency,
      Path out,
      ImportProgress progress)
      throws IOException {
    Intake intake = new Intake(currency, CalendarsFile.read("{}").calendars());
    return new MappedHistory(mapping, FactCheck.of(intake), progress).write(tables, assumed, out);
  }
}
