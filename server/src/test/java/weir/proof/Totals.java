package weir.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/// What came of many rounds of [Kill9], by kind. In a file it grows from run to run: a line of
/// columns, then a line for each kind, apart by tabs.
record Totals(Map<Kill9.Kind, Account> accounts) {
  static final Totals NONE = new Totals(Map.of());

  private static final String COLUMNS =
      "kind\trounds\tacknowledged\tunanswered\trefused\ttwice\tdamaged\tlost\ttwice-without-cause";
  private static final String NO_NAMES = "-";

  /// Over [#rows].
  static final String TITLES =
      String.format(
          "%-20s %7s %13s %11s %8s %6s %5s %14s %8s%n",
          "",
          "rounds",
          "acknowledged",
          "unanswered",
          "refused",
          "twice",
          "lost",
          "without cause",
          "damaged");

  /// What came of the rounds of one kind.
  record Account(long rounds, Ledger.Figures figures) {
    Account plus(Account more) {
      return new Account(rounds + more.rounds, figures.plus(more.figures));
    }
  }

  Totals {
    accounts = Map.copyOf(accounts);
  }

  static Totals of(Kill9.Kind kind, long rounds, Ledger.Figures figures) {
    return new Totals(Map.of(kind, new Account(rounds, figures)));
  }

  Totals plus(Totals more) {
    Map<Kill9.Kind, Account> all = new EnumMap<>(Kill9.Kind.class);
    all.putAll(accounts);
    more.accounts.forEach((kind, account) -> all.merge(kind, account, Account::plus));
    return new Totals(all);
  }

  boolean sound() {
    return accounts.values().stream().allMatch(account -> account.figures().sound());
  }

  /// Nothing, where there is no file yet.
  ///
  /// @throws IOException also where it is no such file
  static Totals read(Path file) throws IOException {
    if (Files.notExists(file)) {
      return NONE;
    }
    List<String> lines = Files.readAllLines(file, UTF_8);
    if (lines.isEmpty() || !lines.getFirst().equals(COLUMNS)) {
      throw new IOException(file + " does not begin with the columns of totals");
    }
    Totals totals = NONE;
    for (String line : lines.subList(1, lines.size())) {
      try {
        totals = totals.plus(of(line.split("\t", -1)));
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        throw new IOException(file + " has a line that is no account: " + line, e);
      }
    }
    return totals;
  }

  private static Totals of(String... fields) {
    long[] numbers = new long[7];
    for (int n = 1; n < numbers.length; n++) {
      numbers[n] = Long.parseLong(fields[n]);
    }
    return of(
        Kill9.Kind.valueOf(fields[0].toUpperCase(Locale.ROOT)),
        numbers[1],
        new Ledger.Figures(
            numbers[2],
            numbers[3],
            numbers[4],
            numbers[5],
            names(fields[7]),
            names(fields[8]),
            Math.toIntExact(numbers[6])));
  }

  private static List<String> names(String field) {
    return field.equals(NO_NAMES) ? List.of() : List.of(field.split(","));
  }

  /// As a whole or not at all: whoever is stopped meanwhile leaves what was there before.
  void write(Path file) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    List<String> lines = new ArrayList<>(List.of(COLUMNS));
    for (Kill9.Kind kind : Kill9.Kind.values()) {
      if (accounts.containsKey(kind)) {
        lines.add(line(kind, accounts.get(kind)));
      }
    }
    Files.write(next, lines, UTF_8);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String line(Kill9.Kind kind, Account account) {
    Ledger.Figures figures = account.figures();
    StringJoiner line = new StringJoiner("\t");
    line.add(kind.name().toLowerCase(Locale.ROOT)).add("" + account.rounds());
    line.add("" + figures.acknowledged()).add("" + figures.unanswered());
    line.add("" + figures.refused()).add("" + figures.twice()).add("" + figures.damaged());
    line.add(field(figures.lost())).add(field(figures.twiceWithoutCause()));
    return line.toString();
  }

  private static String field(List<String> names) {
    return names.isEmpty() ? NO_NAMES : String.join(",", names);
  }

  /// Rows of [#TITLES] for a reader, and the names of what must not be.
  ///
  /// @param whose of which rounds these are, such as `all runs`
  String rows(String whose) {
    StringBuilder rows = new StringBuilder();
    for (Kill9.Kind kind : Kill9.Kind.values()) {
      if (accounts.containsKey(kind)) {
        rows.append(row(whose + ", " + kind.name().toLowerCase(Locale.ROOT), accounts.get(kind)));
      }
    }
    return rows.toString();
  }

  private static String row(String title, Account account) {
    Ledger.Figures figures = account.figures();
    StringBuilder row =
        new StringBuilder(
            String.format(
                "%-20s %7d %13d %11d %8d %6d %5d %14d %8d%n",
                title,
                account.rounds(),
                figures.acknowledged(),
                figures.unanswered(),
                figures.refused(),
                figures.twice(),
                figures.lost().size(),
                figures.twiceWithoutCause().size(),
                figures.damaged()));
    figures.lost().forEach(name -> row.append("  lost: ").append(name).append('\n'));
    figures
        .twiceWithoutCause()
        .forEach(name -> row.append("  twice without cause: ").append(name).append('\n'));
    return row.toString();
  }
}
