package weir.directory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.account.Account;
import weir.account.Identity;
import weir.account.Tenure;
import weir.account.Tenures;
import weir.files.Durable;

/// A ledger on disk: rows as sources have them, between a first line with its time and a last line
/// that says that it is whole. Written beside, synced, then renamed: there is always a whole one.
final class LedgerFile {
  private static final String MAGIC = "weir-directory-1";
  private static final String END = "end";
  private static final List<Column> COLUMNS = List.of(Column.values());
  private static final Column LAST = COLUMNS.getLast();

  /// Characters that are written together.
  private static final int AT_ONCE = 1 << 16;

  private LedgerFile() {}

  static void write(Path file, Ledger ledger) throws IOException {
    Durable.replace(
        file,
        octets -> {
          Writer out = new OutputStreamWriter(octets, UTF_8);
          lines(ledger, out);
          out.flush();
        });
  }

  private static void lines(Ledger ledger, Writer out) throws IOException {
    StringBuilder text = new StringBuilder(MAGIC + "," + ledger.at() + "\n");
    for (Account account : ledger.accounts()) {
      line(row(account), text, out);
    }
    Row row = new Row();
    for (List<Tenure> each : ledger.tenures().lists()) {
      for (Tenure tenure : each) {
        fill(row, tenure);
        line(row, text, out);
      }
    }
    for (var each : ledger.shared().entrySet()) {
      row.clear();
      row.with(Column.SHARED, each.getValue());
      Identities.write(each.getKey(), row);
      line(row, text, out);
    }
    out.append(text).append(END + "\n");
  }

  private static Row row(Account account) {
    Row row = new Row();
    row.with(Column.ACCOUNT, account.id()).with(Column.NAME, account.name());
    account.reseller().ifPresent(it -> row.with(Column.RESELLER, it));
    account.plan().ifPresent(it -> row.with(Column.PLAN, it));
    account.since().ifPresent(it -> row.with(Column.SINCE, it.toString()));
    account.until().ifPresent(it -> row.with(Column.UNTIL, it.toString()));
    account.contact().ifPresent(it -> row.with(Column.CONTACT, it));
    account.language().ifPresent(it -> row.with(Column.LANGUAGE, it));
    return row.with(Column.PROTECTED, account.isProtected() ? "yes" : "");
  }

  private static void fill(Row row, Tenure tenure) {
    row.clear();
    row.with(Column.ACCOUNT, tenure.account());
    Identities.write(tenure.identity(), row);
    if (!tenure.from().equals(Instant.MIN)) {
      row.with(Column.FROM, tenure.from().toString());
    }
    if (!tenure.to().equals(Instant.MAX)) {
      row.with(Column.TO, tenure.to().toString());
    }
  }

  /// @param text lines that are not written yet; a writer takes long for single cells
  private static void line(Row row, StringBuilder text, Writer out) throws IOException {
    for (Column column : COLUMNS) {
      String value = row.get(column);
      if (!value.isEmpty()) {
        append(value, text);
      }
      text.append(column == LAST ? '\n' : ',');
    }
    if (text.length() >= AT_ONCE) {
      out.append(text);
      text.setLength(0);
    }
  }

  private static void append(String value, StringBuilder text) {
    if (value.indexOf(',') >= 0 || value.indexOf('"') >= 0) {
      text.append('"').append(value.replace("\"", "\"\"")).append('"');
    } else {
      text.append(value);
    }
  }

  /// @return empty when there is none
  /// @throws IOException when it cannot be read, or is none of ours
  static Optional<Ledger> read(Path file) throws IOException {
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try (CsvReader csv = new CsvReader(new BufferedInputStream(Files.newInputStream(file)))) {
      return Optional.of(ledger(csv));
    } catch (SourceFailed | IllegalArgumentException e) {
      throw new IOException(file + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static Ledger ledger(CsvReader csv) throws IOException, SourceFailed {
    List<String> fields = csv.next();
    if (fields.size() != 2 || !fields.getFirst().equals(MAGIC)) {
      throw new SourceFailed("it is no directory of ours");
    }
    Instant at = Moment.parse(fields.get(1)).orElseThrow(() -> new SourceFailed("it has no time"));
    List<Account> accounts = new ArrayList<>();
    List<Tenure> tenures = new ArrayList<>();
    Map<Identity, String> shared = new HashMap<>();
    Row row = new Row();
    for (fields = csv.next(); fields.size() != 1; fields = csv.next()) {
      if (fields.isEmpty()) {
        throw new SourceFailed("its end is missing");
      }
      String where = "line " + csv.line();
      CsvRows.fill(row, COLUMNS, fields, where);
      take(where, row, accounts, tenures, shared);
    }
    return new Ledger(at, List.copyOf(accounts), Tenures.of(tenures), Map.copyOf(shared));
  }

  private static void take(
      String where,
      Row row,
      List<Account> accounts,
      List<Tenure> tenures,
      Map<Identity, String> shared)
      throws SourceFailed {
    List<Identities.Read> read = Identities.of(row, Optional.empty());
    if (read.isEmpty()) {
      accounts.add(account(row));
    } else if (read.getFirst() instanceof Identities.Read.Good(Identity identity)) {
      if (row.has(Column.SHARED)) {
        shared.put(identity, row.get(Column.SHARED));
      } else {
        tenures.add(
            new Tenure(
                identity,
                row.get(Column.ACCOUNT),
                time(row, Column.FROM).orElse(Instant.MIN),
                time(row, Column.TO).orElse(Instant.MAX)));
      }
    } else {
      throw new SourceFailed(where + " makes no sense");
    }
  }

  private static Account account(Row row) {
    return new Account(
        row.get(Column.ACCOUNT),
        row.get(Column.NAME),
        text(row, Column.RESELLER),
        text(row, Column.PLAN),
        time(row, Column.SINCE),
        time(row, Column.UNTIL),
        text(row, Column.CONTACT),
        text(row, Column.LANGUAGE),
        row.has(Column.PROTECTED));
  }

  private static Optional<String> text(Row row, Column column) {
    return row.has(column) ? Optional.of(row.get(column)) : Optional.empty();
  }

  private static Optional<Instant> time(Row row, Column column) {
    return row.has(column) ? Moment.parse(row.get(column)) : Optional.empty();
  }
}
