package io.tripline.backtest.report;

import static io.tripline.backtest.report.Amounts.money;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVPrinter;

/**
 * Sets of books as tables, with the names and values of {@code report.json}: {@code days.csv} and
 * {@code flows.csv}.
 */
public final class BooksCsv {
  private final List<TrialBooks> books;

  public BooksCsv(List<TrialBooks> books) {
    this.books = books;
  }

  /** Writes a line for each day of each set of books. */
  public void days(Path file) throws IOException {
    try (CSVPrinter csv = CsvFiles.printer(file)) {
      csv.printRecord(
          "books",
          "serviceId",
          "date",
          "revenue",
          "labor",
          "spend",
          "margin",
          "allocatedLabor",
          "divertedOutCost",
          "divertedInCost",
          "benchCost",
          "financeLabor",
          "units",
          "capacityMs",
          "ownMs",
          "visitingMs",
          "divertedOutMs",
          "divertedInMs",
          "divertedNetMs",
          "planned.revenue",
          "planned.labor",
          "planned.spend",
          "planned.margin",
          "planned.units",
          "planned.hoursMs",
          "original.revenue",
          "original.labor",
          "original.spend",
          "original.margin",
          "original.units",
          "original.hoursMs");
      for (TrialBooks trial : books) {
        for (Day day : trial.days()) {
          print(trial, day, csv);
        }
      }
    }
  }

  private static void print(TrialBooks trial, Day day, CSVPrinter csv) throws IOException {
    csv.printRecord(
        trial.trial().number(),
        trial.trial().serviceId(),
        day.date(),
        money(day.revenue()),
        money(day.labor()),
        money(day.spend()),
        money(day.margin()),
        money(day.allocatedLabor()),
        money(day.divertedOutCost()),
        money(day.divertedInCost()),
        money(day.benchCost()),
        money(day.financeLabor()),
        day.units(),
        day.capacity(),
        day.own(),
        day.visiting(),
        day.divertedOut(),
        day.divertedIn(),
        trial.diversions().netOut(day.date()),
        money(day.planned().revenue()),
        money(day.planned().labor()),
        money(day.planned().spend()),
        money(day.planned().margin()),
        money(day.planned().units()),
        day.planned().hours(),
        money(day.original().revenue()),
        money(day.original().labor()),
        money(day.original().spend()),
        money(day.original().margin()),
        money(day.original().units()),
        day.original().hours());
  }

  /** Writes a line for each person's way from or to the service of each set of books. */
  public void flows(Path file) throws IOException {
    try (CSVPrinter csv = CsvFiles.printer(file)) {
      csv.printRecord("books", "serviceId", "personId", "role", "from", "to", "ms", "cost");
      for (TrialBooks trial : books) {
        for (Map.Entry<Diversions.Route, Diversions.Amount> flow :
            trial.diversions().routes().entrySet()) {
          csv.printRecord(
              trial.trial().number(),
              trial.trial().serviceId(),
              flow.getKey().personId(),
              flow.getKey().role(),
              flow.getKey().from(),
              flow.getKey().to(),
              flow.getValue().millis(),
              money(flow.getValue().cost()));
        }
      }
    }
  }
}
