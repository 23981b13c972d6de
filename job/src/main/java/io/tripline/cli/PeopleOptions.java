package io.tripline.cli;

import io.tripline.kafka.config.PeopleSettings;
import io.tripline.outlet.People;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Whether people are known by what is written into files. */
final class PeopleOptions {
  static final String PEOPLE = "--people";
  private static final String KEY = "--pseudonym-key";

  @Option(
      names = PEOPLE,
      paramLabel = "HOW",
      description =
          "How people are named in what is written: names, by their ids; hashed, by pseudonyms that"
              + " the owner of --pseudonym-key can tell; none, not at all, what they did is added"
              + " up by role. With the latter two, what was refused is not shown. Default: names")
  private People.Naming people;

  @Option(
      names = KEY,
      paramLabel = "REFERENCE",
      description =
          "Where the key of pseudonyms is, with --people hashed: ${env:NAME},"
              + " ${file:/PATH.properties:KEY} or ${dir:/PATH:FILE}; the live job's gives the live"
              + " job's pseudonyms.")
  private String key;

  /** Whether anything was asked for. */
  boolean given() {
    return people != null || key != null;
  }

  /**
   * What was asked for, with its key read.
   *
   * @throws ParameterException if it cannot be meant, or the key cannot be had
   */
  People people(CommandLine command) {
    boolean hashed = people == People.Naming.HASHED;
    if (hashed && key == null) {
      throw new ParameterException(
          command, PEOPLE + " hashed needs a key; write " + KEY + " '${env:NAME}'");
    }
    if (key != null && !hashed) {
      throw new ParameterException(command, KEY + " is for " + PEOPLE + " hashed");
    }
    String objection = hashed ? PeopleSettings.objection(key) : null;
    if (objection != null) {
      throw new ParameterException(command, KEY + ' ' + objection);
    }
    return opened(command);
  }

  private People opened(CommandLine command) {
    People.Naming naming = people == null ? People.Naming.NAMES : people;
    People opened = new PeopleSettings(naming, key).people();
    try {
      opened.open();
    } catch (RuntimeException e) {
      throw new ParameterException(command, KEY + ": " + e.getMessage(), e);
    }
    return opened;
  }
}
