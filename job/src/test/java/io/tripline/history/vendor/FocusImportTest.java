package io.tripline.history.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tripline.history.csv.ImportException;
import io.tripline.history.csv.ImportSummary.Rounding;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Made-up bills in the shape, and with the faults, of those that providers export. */
class FocusImportTest {
  private static final String HEADER =
      "BilledCost,EffectiveCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,ServiceCategory,"
          + "ServiceName,SubAccountId,ResourceId,ChargeCategory,Id,Tags,x_Seen\n";
  private static final String HOUR = "USD,2024-09-01 10:00:00,2024-09-01 11:00:00,";

  @TempDir private Path folder;
  private int files;

  @Test
  void aChargeIsKnownADayAfterItsPeriodAndThatIsSaid() throws Exception {
    Imported bills =
        imported(
            options(),
            file("1.5E-1,0," + HOUR + "Compute,VM,acc,r1,Usage,1,NULL,NULL\n"),
            file("-2,0,USD,2024-09-01T10:00:00Z,2024-09-01T11:00:00Z,Compute,VM,acc,,Credit,,,\n"));

    assertThat(bills.facts("cost"))
        .satisfiesExactly(
            charge -> {
              assertThat(charge.get("amount").asText()).isEqualTo("0.150000");
              assertThat(charge.get("serviceId").asText()).isEqualTo("acc");
              assertThat(charge.get("category").asText()).isEqualTo("CLOUD");
              assertThat(charge.get("recordedAt").asText()).isEqualTo("2024-09-02T11:00:00Z");
              assertThat(charge.get("chargePeriodStart").asText())
                  .isEqualTo("2024-09-01T10:00:00Z");
            },
            credit -> assertThat(credit.get("amount").asText()).isEqualTo("-2.000000"));
    assertThat(bills.summary().assumed()).anyMatch(text -> text.contains("assumed for 2 of 2"));
  }

  @Test
  void aColumnThatSaysWhenAChargeWasKnownIsBelieved() throws Exception {
    FocusOptions seen =
        new FocusOptions(
            FocusOptions.Cost.EFFECTIVE,
            "SubAccountId",
            null,
            Services.asNamed(),
            Map.of(),
            "OTHER",
            "USD",
            "x_Seen",
            Duration.ofHours(24));
    Imported bills =
        imported(
            seen, file("1,7," + HOUR + "Compute,VM,acc,r1,Usage,1,NULL,2024-09-05 00:00:00 UTC\n"));

    JsonNode charge = bills.facts("cost").get(0);
    assertThat(charge.get("recordedAt").asText()).isEqualTo("2024-09-05T00:00:00Z");
    assertThat(charge.get("amount").asText()).isEqualTo("7.000000");
    assertThat(charge.get("category").asText()).isEqualTo("OTHER");
    assertThat(bills.summary().assumed())
        .contains("When each charge became known is what the export says.");
  }

  @Test
  void servicesAreFoundByTagAndTableAndPoolsByName() throws Exception {
    FocusOptions tagged =
        new FocusOptions(
            FocusOptions.Cost.BILLED,
            null,
            "app",
            new Services(Map.of("shop", "web-shop"), "shared"),
            Map.of("Windows", "SOFTWARE", "Compute", "HARDWARE"),
            "CLOUD",
            "USD",
            null,
            Duration.ZERO);
    String shop = "\"{\"\"app\"\": \"\"shop\"\"}\"";
    Imported bills =
        imported(
            tagged,
            file(
                ("1,0," + HOUR + "Compute,Windows,acc,r1,Usage,1," + shop + ",\n")
                    + ("2,0," + HOUR + "Compute,VM,acc,r2,Usage,2,NULL,\n")
                    + ("3,0," + HOUR + "Storage,Disk,acc,r3,Usage,3,{broken,\n")
                    + ("4,0," + HOUR + "Storage,Disk,acc,r4,Usage,4,{},\n")));

    assertThat(bills.facts("cost"))
        .extracting(fact -> fact.get("serviceId").asText() + ' ' + fact.get("category").asText())
        .containsExactly("web-shop SOFTWARE", "shared HARDWARE", "shared CLOUD");
    assertThat(bills.refused())
        .singleElement()
        .satisfies(
            refusal -> {
              assertThat(refusal.get("line").asInt()).isEqualTo(4);
              assertThat(refusal.get("column").asText()).isEqualTo("Tags");
              assertThat(refusal.get("reason").asText()).isEqualTo("NOT_JSON");
              assertThat(refusal.get("row").get("ResourceId").asText()).isEqualTo("r3");
            });
  }

  @Test
  void whatRoundingTakesOffIsSaidInAll() throws Exception {
    Imported bills =
        imported(
            options(),
            file(
                ("0.0000004,0," + HOUR + "Compute,VM,acc,r1,Usage,1,,\n")
                    + ("0.0000026,0," + HOUR + "Compute,VM,acc,r2,Usage,2,,\n")
                    + ("0.25,0," + HOUR + "Compute,VM,acc,r3,Usage,3,,\n")));

    assertThat(bills.summary().rounding())
        .isEqualTo(Map.of("CostRecorded.amount", new Rounding(2, "0.0000000", "0.0000004")));
    assertThat(total(bills)).isEqualByComparingTo("0.250003");
  }

  @Test
  void whatCannotBeUsedIsRefusedHereAndNotInTheReplay() throws Exception {
    Imported bills =
        imported(
            options(),
            file(
                ("x,0," + HOUR + "Compute,VM,acc,r1,Usage,1,,\n")
                    + "1,0,EUR,2024-09-01 10:00:00,2024-09-01"
                    + " 11:00:00,Compute,VM,acc,r2,Usage,2,,\n"
                    + "1,0,USD,2024-09-01 10:00:00,2024-09-01"
                    + " 09:00:00,Compute,VM,acc,r3,Usage,3,,\n"
                    + "1,0,USD,2024-09-01 10:00:00,later,Compute,VM,acc,r4,Usage,4,,\n"
                    + "1,0,USD,2024-09-01 10:00:00,NULL,Compute,VM,acc,r5,Usage,5,,\n"
                    + ("1,0," + HOUR + "Compute,VM,NULL,r6,Usage,6,,\n")
                    + ("1,0," + HOUR + "Compute\n")));

    assertThat(bills.summary().refused())
        .isEqualTo(
            Map.of(
                "NOT_A_NUMBER BilledCost", 1L,
                "WRONG_CURRENCY currency", 1L,
                "REVERSED_INTERVAL chargePeriodEnd", 1L,
                "NOT_A_TIME ChargePeriodEnd", 1L,
                "MISSING_FIELD ChargePeriodEnd", 1L,
                "MISSING_FIELD service", 1L,
                "WRONG_COLUMNS", 1L));
    assertThat(bills.summary().factsWritten()).isZero();
  }

  @Test
  void aLaterFileAddsWhatItCorrectsAndRepeatsNothing() throws Exception {
    String one = HOUR + "Compute,VM,acc,r1,Usage,1,,\n";
    String other = HOUR + "Compute,VM,acc,r2,Usage,2,,\n";
    Path first = file("1,0," + one + "5,0," + other + "5,0," + other);
    Path second = file("1.5,0," + one + "5,0," + other + "5,0," + other);
    Imported bills = imported(options(), first, second);

    assertThat(bills.facts("cost"))
        .extracting(fact -> fact.get("amount").asText())
        .containsExactlyInAnyOrder("1.000000", "5.000000", "5.000000", "0.500000");
    assertThat(bills.facts("cost"))
        .extracting(fact -> fact.get("eventId").asText())
        .doesNotHaveDuplicates();
    assertThat(total(bills)).isEqualByComparingTo("11.5");
    assertThat(bills.summary().exports().get(1).withoutFacts()).isEqualTo(2);
  }

  @Test
  void aLaterFileMovesAChargeToTheServiceThatItWasTaggedWithSince() throws Exception {
    FocusOptions tagged =
        new FocusOptions(
            FocusOptions.Cost.BILLED,
            null,
            "app",
            new Services(null, "shared"),
            Map.of(),
            "CLOUD",
            "USD",
            null,
            Duration.ZERO);
    String charge = "3,0," + HOUR + "Compute,VM,acc,r1,Usage,1,";
    Imported bills =
        imported(
            tagged,
            file(charge + "NULL,\n"),
            file(
                charge
                    + "\"{\"\"app\"\":\"\"shop\"\"}\",\n"
                    + "0,0,USD,2024-09-20 00:00:00,2024-09-21"
                    + " 00:00:00,Compute,VM,acc,r9,Usage,,,\n"));

    assertThat(bills.facts("cost"))
        .extracting(
            fact ->
                fact.get("recordedAt").asText()
                    + ' '
                    + fact.get("serviceId").asText()
                    + ' '
                    + fact.get("amount").asText())
        .containsExactly(
            "2024-09-01T11:00:00Z shared 3.000000",
            "2024-09-21T00:00:00Z shared -3.000000",
            "2024-09-21T00:00:00Z shop 3.000000",
            "2024-09-21T00:00:00Z shared 0.000000");
  }

  @Test
  void theSameFilesGiveTheSameBytesAndNewColumnsNoNewNames() throws Exception {
    Path bill = file("1,0," + HOUR + "Compute,VM,acc,r1,Usage,1,,\n");
    Path wider = folder.resolve("wider.csv");
    List<String> lines = Files.readAllLines(bill);
    Files.writeString(wider, lines.get(0) + ",CapacityReservationId\n" + lines.get(1) + ",\n");

    byte[] once = Files.readAllBytes(imported(options(), bill).history().resolve("cost.jsonl"));

    assertThat(Files.readAllBytes(imported(options(), bill).history().resolve("cost.jsonl")))
        .isEqualTo(once);
    assertThat(Files.readAllBytes(imported(options(), wider).history().resolve("cost.jsonl")))
        .isEqualTo(once);
  }

  @Test
  void aFileOfAnotherKindAndAPoolThatThereIsNotAreRefused() throws Exception {
    Path other = folder.resolve("other.csv");
    Files.writeString(other, "a,b\n1,2\n");

    assertThatThrownBy(() -> imported(options(), other))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining("BilledCost");
    FocusOptions wrong =
        new FocusOptions(
            FocusOptions.Cost.BILLED,
            "SubAccountId",
            null,
            Services.asNamed(),
            Map.of(),
            "CLOUDS",
            "USD",
            null,
            Duration.ZERO);
    assertThatThrownBy(() -> imported(wrong, other))
        .hasMessageContaining("'CLOUDS' is no cost pool");
  }

  private static FocusOptions options() {
    return new FocusOptions(
        FocusOptions.Cost.BILLED,
        "SubAccountId",
        null,
        Services.asNamed(),
        Map.of(),
        "CLOUD",
        "USD",
        null,
        Duration.ofHours(24));
  }

  private static BigDecimal total(Imported bills) throws IOException {
    return bills.facts("cost").stream()
        .map(fact -> new BigDecimal(fact.get("amount").asText()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private Path file(String rows) throws IOException {
    return Files.writeString(folder.resolve("focus-" + ++files + ".csv"), HEADER + rows);
  }

  private Imported imported(FocusOptions options, Path... bills) throws Exception {
    return Imported.of(
        (exports, out, progress) -> FocusImport.run(options, exports, out, progress),
        folder.resolve("history-" + ++files),
        bills);
  }
}
