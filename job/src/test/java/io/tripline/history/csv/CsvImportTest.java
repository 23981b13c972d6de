package io.tripline.history.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tripline.schemas.FactJson;
import io.tripline.schemas.FactLine;
import io.tripline.schemas.avro.Feed;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports made-up exports through made-up mappings. */
class CsvImportTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String CHARGES =
      """
      nulls: ["NULL"]
      dates: {pattern: "d.M.yyyy HH:mm", zone: Europe/Berlin}
      numbers: {point: ",", grouping: "."}
      exports:
        charges: {columns: [id, pool], delimiter: ";"}
      tables:
        pools: {Cloud: CLOUD, Licences: SOFTWARE}
      rows:
        - of: charges
          facts:
            - type: CostRecorded
              source: erp
              eventId: "{id}"
              recordedAt: "{booked}"
              serviceId: "service-{service}"
              category: {value: "{pool}", table: pools}
              amount: {value: "{cents}", times: 0.01, decimals: 2, atMost: 100000000}
              currency: EUR
              chargePeriodStart: "{from}"
              chargePeriodEnd: {value: "{from}", plus: {value: "{hours}", unit: HOURS, above: 0}}
              description: "{text}"
      """;
  private static final String REPEATED =
      "eventId: \"{id}/{#n}\"\n        repeat: {value: \"{hours}\", each: 10}";
  private static final String CHARGES_HEADER = "id;booked;service;pool;cents;from;hours;text\n";

  /** An incident log in which the first row knows how it all will end. */
  private static final String LOG =
      """
      nulls: ["?"]
      dates: {pattern: "d/M/yyyy HH:mm", zone: UTC}
      exports:
        log: {columns: [number, state]}
      tables:
        phase: {New: open, Done: done, Again: open}
      rows:
        - of: log
          by: [number]
          order: [{column: version, as: NUMBER}]
          facts:
            - type: TicketChanged
              when: [{value: "{previous:number}", present: false}]
              source: desk
              eventId: "{number}/{version}/opened"
              recordedAt: "{updated}"
              occurredAt: "{opened}"
              serviceId: "{first:category}"
              ticketId: "{number}"
              ticketType: INCIDENT
              change: {type: Opened}
            - type: TicketChanged
              when:
                - {value: "{group}", differsFrom: "{previous:group}"}
                - {value: "{previous:group}", present: true}
              source: desk
              eventId: "{number}/{version}/handed-off"
              recordedAt: "{updated}"
              occurredAt: "{updated}"
              serviceId: "{first:category}"
              ticketId: "{number}"
              ticketType: INCIDENT
              change: {type: HandedOff, fromTeam: "{previous:group}", toTeam: "{group}"}
            - type: TicketChanged
              when:
                - {value: "{state}", table: phase, is: [done]}
                - {value: "{previous:state}", table: phase, isNot: [done]}
              source: desk
              eventId: "{number}/{version}/resolved"
              recordedAt: "{updated}"
              occurredAt: "{updated}"
              serviceId: "{first:category}"
              ticketId: "{number}"
              ticketType: INCIDENT
              change: {type: Resolved}
      """;

  private static final String LOG_HEADER =
      "number,state,version,opened,updated,category,group,resolved\n";

  @TempDir Path folder;

  private Path out;

  @Test
  void columnsBecomeFieldsByPatternZoneTableUnitAndFactor() throws Exception {
    ImportSummary summary =
        imported(
            CHARGES, CHARGES_HEADER + "7;5.1.2026 09:30;a;Cloud;1.234,5;1.7.2026 00:00;1,5;x\n");

    assertThat(lines("cost.jsonl"))
        .containsExactly(
            "{\"type\":\"CostRecorded\",\"source\":\"erp\",\"eventId\":\"7\","
                + "\"recordedAt\":\"2026-01-05T08:30:00Z\",\"serviceId\":\"service-a\","
                + "\"category\":\"CLOUD\",\"amount\":\"12.350000\",\"currency\":\"EUR\","
                + "\"chargePeriodStart\":\"2026-06-30T22:00:00Z\","
                + "\"chargePeriodEnd\":\"2026-06-30T23:30:00Z\",\"description\":\"x\"}");
    assertThat(summary.facts()).isEqualTo(Map.of("CostRecorded", 1L));
  }

  @Test
  void whatIsWrittenIsReadByTheContract() throws Exception {
    imported(CHARGES, CHARGES_HEADER + "7;5.1.2026 09:30;a;Cloud;5;1.7.2026 00:00;1;NULL\n");

    FactLine fact = FactJson.read(Feed.COST, lines("cost.jsonl").get(0));

    assertThat(((FactLine.Plain) fact).unknownFields()).isEmpty();
    assertThat(lines("cost.jsonl").get(0)).doesNotContain("description");
  }

  @Test
  void everyRowThatCannotBeUsedIsRefusedWholeAndCounted() throws Exception {
    ImportSummary summary =
        imported(
            CHARGES,
            CHARGES_HEADER
                + "1;31.2.2026 09:30;a;Cloud;5;1.7.2026 00:00;1;\n" // no such day
                + "2;5.1.2026 09:30;a;Rent;5;1.7.2026 00:00;1;\n" // not in the table
                + "3;5.1.2026 09:30;NULL;Cloud;5;1.7.2026 00:00;1;\n" // no service
                + "4;5.1.2026 09:30;a;Cloud;5.x;1.7.2026 00:00;1;\n" // no number
                + "5;5.1.2026 09:30;a;Cloud;5;29.3.2026 02:30;1;\n" // skipped by the clock
                + "6;5.1.2026 09:30;a;Cloud;5;1.7.2026 00:00;0;\n" // no hours
                + "7;5.1.2026 09:30;a;Cloud;5;1.7.2026 00:00\n" // too few values
                + "8;5.1.2026 09:30;a;Cloud;5;1.7.2026 00:00;1;\n");

    assertThat(summary.refused())
        .isEqualTo(
            Map.of(
                "NOT_A_TIME booked", 1L,
                "NOT_IN_TABLE pool", 1L,
                "MISSING_FIELD service", 1L,
                "NOT_A_NUMBER cents", 1L,
                "NO_SUCH_TIME from", 1L,
                "OUT_OF_BOUNDS hours", 1L,
                "WRONG_COLUMNS", 1L));
    assertThat(summary.exports())
        .singleElement()
        .satisfies(
            export -> {
              assertThat(export.rows()).isEqualTo(8);
              assertThat(export.used()).isEqualTo(1);
              assertThat(export.refused()).isEqualTo(7);
              assertThat(export.withoutFacts()).isZero();
            });
    JsonNode first = JSON.readTree(lines(MappedHistory.REJECTED).get(0));
    assertThat(first.get("line").asInt()).isEqualTo(2);
    assertThat(first.get("column").asText()).isEqualTo("booked");
    assertThat(first.get("row").get("pool").asText()).isEqualTo("Cloud");
    assertThat(first.get("message").asText()).contains("31.2.2026 09:30");
  }

  @Test
  void theLineOfARowIsWhereItStartsAlsoBehindValuesOfSeveralLines() throws Exception {
    imported(
        CHARGES,
        CHARGES_HEADER
            + "1;5.1.2026 09:30;a;Cloud;5;1.7.2026 00:00;1;\"two\nlines\"\n"
            + "2;never;a;Cloud;5;1.7.2026 00:00;1;\n");

    assertThat(JSON.readTree(lines(MappedHistory.REJECTED).get(0)).get("line").asInt())
        .isEqualTo(4);
  }

  @Test
  void aRowKnowsItsGroupsEarlierRowsAndNothingOfTheLaterOnes() throws Exception {
    String opened = "I1,New,0,1/3/2026 08:00,1/3/2026 08:10,Mail,A,";
    imported(
        LOG,
        LOG_HEADER
            + opened
            + "9/3/2026 10:00\n"
            + "I1,Done,2,1/3/2026 08:00,2/3/2026 09:00,Web,B,9/3/2026 10:00\n"
            + "I1,New,1,1/3/2026 08:00,1/3/2026 09:00,Mail,B,9/3/2026 10:00\n");

    assertThat(lines("ticket.jsonl"))
        .satisfiesExactly(
            line -> assertThat(line).contains("I1/0/opened", "2026-03-01T08:00:00Z"),
            line -> assertThat(line).contains("I1/1/handed-off", "\"fromTeam\":\"A\""),
            line -> assertThat(line).contains("I1/2/resolved", "2026-03-02T09:00:00Z"))
        .allSatisfy(line -> assertThat(line).contains("\"serviceId\":\"Mail\""))
        .noneSatisfy(line -> assertThat(line).contains("2026-03-09"));
  }

  @Test
  void cuttingTheLogOffChangesNothingOfWhatWasKnownBefore() throws Exception {
    String early = "I1,New,0,1/3/2026 08:00,1/3/2026 08:10,Mail,A,";
    String late = "I1,Done,1,1/3/2026 08:00,2/3/2026 09:00,Mail,B,2/3/2026 09:00\n";
    imported(LOG, LOG_HEADER + early + "2/3/2026 09:00\n" + late);
    List<String> whole = lines("ticket.jsonl");

    imported(LOG, LOG_HEADER + early + "?\n");

    assertThat(lines("ticket.jsonl")).isEqualTo(whole.subList(0, 1));
  }

  @Test
  void aRefusedRowIsNobodysPreviousRow() throws Exception {
    imported(
        LOG,
        LOG_HEADER
            + "I1,New,0,1/3/2026 08:00,1/3/2026 08:10,Mail,A,?\n"
            + "I1,-100,1,1/3/2026 08:00,1/3/2026 09:00,Mail,X,?\n"
            + "I1,New,2,1/3/2026 08:00,1/3/2026 10:00,Mail,B,?\n");

    assertThat(lines("ticket.jsonl").get(1)).contains("\"fromTeam\":\"A\"", "\"toTeam\":\"B\"");
  }

  @Test
  void rowsAndFactsOutOfOrderAreSortedAndCounted() throws Exception {
    ImportSummary summary =
        imported(
            LOG,
            LOG_HEADER
                + "I2,New,0,5/3/2026 08:00,5/3/2026 08:10,Mail,A,?\n"
                + "I1,Done,1,1/3/2026 08:00,2/3/2026 08:10,Mail,A,?\n"
                + "I1,New,0,1/3/2026 08:00,1/3/2026 08:10,Mail,A,?\n");

    assertThat(lines("ticket.jsonl"))
        .satisfiesExactly(
            line -> assertThat(line).contains("I1/0/opened"),
            line -> assertThat(line).contains("I1/1/resolved"),
            line -> assertThat(line).contains("I2/0/opened"));
    assertThat(summary.sorted()).isEqualTo(Map.of("log", 1L));
    assertThat(summary.factsOutOfOrder()).isEqualTo(Map.of("ticket", 2L));
  }

  @Test
  void aRowThatStandsForManyMakesManyAndSaysWhatRoundingLost() throws Exception {
    ImportSummary summary =
        imported(
            CHARGES.replace("eventId: \"{id}\"", REPEATED),
            CHARGES_HEADER
                + "7;5.1.2026 09:30;a;Cloud;5;1.7.2026 00:00;25;\n" // 2.5 of them, so 3
                + "8;5.1.2026 09:30;a;Cloud;5;1.7.2026 00:00;10;\n"
                + "9;5.1.2026 09:30;a;Cloud;5;1.7.2026 00:00;4;\n" // less than half of one
                + "10;5.1.2026 09:30;a;Cloud;5;1.7.2026 00:00;1.000.006;\n" // one too many
                + "11;5.1.2026 09:30;a;Cloud;5;1.7.2026 00:00;-10;\n");

    assertThat(lines("cost.jsonl"))
        .extracting(line -> JSON.readTree(line).get("eventId").asText())
        .containsExactly("7/1", "7/2", "7/3", "8/1");
    assertThat(summary.rounding())
        .containsEntry("CostRecorded.repeat", new ImportSummary.Rounding(1, "-5", "5"));
    assertThat(summary.refused()).isEqualTo(Map.of("OUT_OF_BOUNDS hours", 3L));
  }

  @Test
  void duplicatesStay() throws Exception {
    String row = "8;5.1.2026 09:30;a;Cloud;5;1.7.2026 00:00;1;\n";

    ImportSummary summary = imported(CHARGES, CHARGES_HEADER + row + row);

    assertThat(lines("cost.jsonl")).hasSize(2);
    assertThat(summary.rowsRefused()).isZero();
  }

  @Test
  void onlyTheFirstRowOfACombinationCounts() throws Exception {
    String firstOf = CHARGES.replace("- of: charges", "- of: charges\n    firstOf: [service]");

    imported(
        firstOf,
        CHARGES_HEADER
            + "1;5.1.2026 09:30;a;Cloud;5;1.7.2026 00:00;0;\n"
            + "2;5.1.2026 09:30;a;Cloud;5;1.7.2026 00:00;1;\n"
            + "3;5.1.2026 09:30;a;Cloud;5;1.7.2026 00:00;1;\n"
            + "4;5.1.2026 09:30;b;Cloud;5;1.7.2026 00:00;1;\n");

    assertThat(lines("cost.jsonl"))
        .satisfiesExactly(
            line -> assertThat(line).contains("\"eventId\":\"2\""),
            line -> assertThat(line).contains("\"eventId\":\"4\""));
  }

  @Test
  void anExportMayBeCompressed() throws Exception {
    String csv = CHARGES_HEADER + "1;5.1.2026 09:30;a;Cloud;5;1.7.2026 00:00;1;\n";
    Path gz = folder.resolve("charges.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gz))) {
      out.write(csv.getBytes(StandardCharsets.UTF_8));
    }
    Path zip = folder.resolve("charges.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("charges.csv"));
      out.write(csv.getBytes(StandardCharsets.UTF_8));
    }

    ImportSummary summary =
        CsvImport.run(
            mapping(CHARGES), List.of(gz, zip), folder.resolve("out"), ImportProgress.NONE);

    assertThat(summary.factsWritten()).isEqualTo(2);
  }

  @Test
  void ofAnArchiveOfSeveralFilesNoneIsTakenAtRandom() throws Exception {
    Path zip = folder.resolve("charges.zip");
    try (ZipOutputStream files = new ZipOutputStream(Files.newOutputStream(zip))) {
      files.putNextEntry(new ZipEntry("a.csv"));
      files.putNextEntry(new ZipEntry("b.csv"));
    }

    assertThatThrownBy(
            () ->
                CsvImport.run(
                    mapping(CHARGES), List.of(zip), folder.resolve("out"), ImportProgress.NONE))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining("2 entries");
  }

  @Test
  void aFileOfAnotherKindIsToldFromTheMappings() throws Exception {
    assertThatThrownBy(() -> imported(CHARGES, "a;b\n1;2\n"))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining("known by their columns (charges by id, pool)");
  }

  @Test
  void aColumnThatTheExportHasNotIsToldWhereTheMappingReadsIt() throws Exception {
    assertThatThrownBy(() -> imported(CHARGES, "id;pool\n1;2\n"))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining("mapping.yaml:14:")
        .hasMessageContaining("has no column 'booked'");
  }

  @Test
  void textInAnotherCharacterSetIsNotGuessedAt() throws Exception {
    Path export = folder.resolve("latin.csv");
    Files.write(
        export,
        (CHARGES_HEADER + "1;5.1.2026 09:30;ä;Cloud;5;1.7.2026 00:00;1;\n")
            .getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(
            () ->
                CsvImport.run(
                    mapping(CHARGES), List.of(export), folder.resolve("out"), ImportProgress.NONE))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining("exports.charges.charset");
  }

  @Test
  void aDirectoryThatHoldsSomethingIsNotWrittenInto() throws Exception {
    Path out = Files.createDirectories(folder.resolve("used"));
    Files.writeString(out.resolve("ticket.jsonl"), "");

    assertThatThrownBy(() -> CsvImport.run(mapping(LOG), List.of(), out, ImportProgress.NONE))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining("is not empty");
  }

  private ImportSummary imported(String mapping, String csv) throws Exception {
    Path export = folder.resolve("export.csv");
    Files.writeString(export, csv);
    out = Files.createTempDirectory(folder, "history");
    return CsvImport.run(mapping(mapping), List.of(export), out, ImportProgress.NONE);
  }

  private Mapping mapping(String yaml) throws IOException, MappingException {
    Path file = folder.resolve("mapping.yaml");
    Files.writeString(file, yaml);
    return MappingReader.read(file);
  }

  private List<String> lines(String file) throws IOException {
    return Files.readAllLines(out.resolve(file));
  }
}
