package weir.complaints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.journal.Entry;
import weir.sqlite.Database;

class ComplaintStoreTest {
  private static final Instant NOW = Instant.parse("2026-11-29T03:00:00Z");

  @TempDir private Path folder;

  /// As the first format had it.
  private void first() throws SQLException {
    try (Connection old = Database.write(folder.resolve(ComplaintStore.FILE))) {
      Database.run(
          old,
          "CREATE TABLE mail(id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, came INTEGER NOT"
              + " NULL, size INTEGER NOT NULL, octets BLOB NOT NULL)",
          "CREATE TABLE complaint(id INTEGER PRIMARY KEY AUTOINCREMENT, mail INTEGER NOT NULL, came"
              + " INTEGER NOT NULL, door TEXT NOT NULL, kind TEXT NOT NULL, type TEXT NOT NULL,"
              + " reporter TEXT NOT NULL, source TEXT, subject TEXT NOT NULL, message_id TEXT,"
              + " redacted INTEGER NOT NULL, account TEXT, candidates INTEGER, why TEXT NOT NULL)",
          "CREATE INDEX complaint_mail ON complaint(mail)",
          "INSERT INTO mail VALUES(1, x'00', 0, 0, x'')",
          line("COMPLAINT", "'shop'", 0, "our token"),
          line("COMPLAINT", "NULL", 3, "redacted"),
          line("COMPLAINT", "NULL", 0, "not ours: elsewhere"),
          line("COMPLAINT", "NULL", 0, "nobody"),
          line("UNREAD", "NULL", 0, "it is none"),
          "PRAGMA application_id = " + 0x57656963,
          "PRAGMA user_version = 1");
    }
  }

  private static String line(String kind, String account, int candidates, String why) {
    return "INSERT INTO complaint(mail, came, door, kind, type, reporter, subject, redacted,"
        + " account, candidates, why) VALUES(1, 0, '-', '%s', 'ABUSE', '', '', 0, %s, %d, '%s')"
            .formatted(kind, account, candidates, why);
  }

  @Test
  void aFileOfTheFirstFormatKeepsItsComplaintsAndGetsTheirStates() throws SQLException {
    first();
    assertThatThrownBy(() -> ComplaintStore.look(folder)).hasMessageContaining("earlier version");
    for (int i = 0; i < 2; i++) {
      try (ComplaintStore store = ComplaintStore.open(folder)) {
        assertThat(store.list(new ComplaintQuery(Instant.EPOCH, false, 10)))
            .extracting(KeptComplaint::state)
            .containsExactly(
                ComplaintState.NEW,
                ComplaintState.UNKNOWN,
                ComplaintState.NOT_OURS,
                ComplaintState.CANDIDATES,
                ComplaintState.VERIFIED);
      }
    }
  }

  @Test
  void aListIsByStateAndByAccount() throws SQLException {
    first();
    try (ComplaintStore store = ComplaintStore.open(folder)) {
      assertThat(store.add(act(1, ComplaintAct.SETTLED))).isTrue();
      assertThat(
              ids(
                  store,
                  EnumSet.of(ComplaintState.SETTLED, ComplaintState.UNKNOWN),
                  Optional.empty()))
          .containsExactly(4L, 1L);
      assertThat(ids(store, EnumSet.of(ComplaintState.VERIFIED), Optional.empty())).isEmpty();
      assertThat(ids(store, EnumSet.allOf(ComplaintState.class), Optional.of("shop")))
          .containsExactly(1L);
      assertThat(ids(store, EnumSet.noneOf(ComplaintState.class), Optional.empty())).isEmpty();
      assertThat(store.add(act(1, ComplaintAct.SETTLED))).as("twice").isFalse();
      assertThat(store.add(act(2, ComplaintAct.REOPENED))).as("never settled").isFalse();
      assertThat(store.add(act(1, ComplaintAct.REOPENED))).isTrue();
      assertThat(ids(store, EnumSet.of(ComplaintState.VERIFIED), Optional.empty()))
          .containsExactly(1L);
      assertThat(store.acts(1))
          .extracting(ComplaintAct::what)
          .containsExactly(ComplaintAct.SETTLED, ComplaintAct.REOPENED);
    }
  }

  @Test
  void whatPeopleDidIsInTheJournalOnce() throws SQLException {
    List<Entry> entries = new ArrayList<>();
    ComplaintJournal journal = new ComplaintJournal(folder, entries::add);
    assertThat(journal.takeUp()).as("without a file").isZero();
    first();
    try (ComplaintStore store = ComplaintStore.open(folder)) {
      store.add(act(1, ComplaintAct.SETTLED));
    }
    assertThat(journal.takeUp()).isEqualTo(1);
    assertThat(journal.takeUp()).isZero();
    assertThat(entries.getFirst())
        .isInstanceOfSatisfying(
            Entry.Act.class,
            act -> {
              assertThat(act.what()).isEqualTo("complaint-settled");
              assertThat(act.by()).isEqualTo("ann");
              assertThat(act.details())
                  .containsEntry("complaint", "1")
                  .containsEntry("note", "told the customer");
            });
  }

  /// Two processes, as a server and a command.
  @Test
  void whatAnotherProcessTookMeanwhileIsKeptOnce() throws IOException, SQLException {
    byte[] message = "Subject: help\n\nhello\n".getBytes(StandardCharsets.US_ASCII);
    try (ComplaintStore one = ComplaintStore.open(folder);
        ComplaintStore other = ComplaintStore.open(folder)) {
      assertThat(take(one, message)).hasSize(1);
      assertThat(take(other, message)).isEmpty();
    }
  }

  private static List<KeptComplaint> take(ComplaintStore store, byte[] message)
      throws IOException, SQLException {
    return new Intake(store, Owners.NONE, () -> NOW).take(new ByteArrayInputStream(message), "-");
  }

  private static List<Long> ids(
      ComplaintStore store, Set<ComplaintState> states, Optional<String> account)
      throws SQLException {
    return store.list(new ComplaintQuery(Instant.EPOCH, false, states, account, 10)).stream()
        .map(KeptComplaint::id)
        .toList();
  }

  private static ComplaintAct act(long complaint, String what) {
    return new ComplaintAct(what + complaint, complaint, NOW, what, "ann", "told the customer");
  }

  /// Format 2 had no totals.
  @Test
  void aFileOfTheSecondFormatIsCountedAndLosesWhatNobodyAsksFor() throws SQLException {
    first();
    ComplaintStore.open(folder).close();
    try (Connection second = Database.write(folder.resolve(ComplaintStore.FILE))) {
      Database.run(
          second,
          "DROP TABLE total",
          "DROP TRIGGER mail_kept",
          "DROP TRIGGER mail_forgotten",
          "DROP INDEX act_complaint",
          "INSERT INTO mail VALUES(2, x'01', 0, 9, x'0102')",
          "INSERT INTO act VALUES(1, 'gone', 77, 0, 'complaint-settled', 'ann', '', 1)",
          "INSERT INTO act VALUES(2, 'unwritten', 77, 0, 'complaint-settled', 'ann', '', 0)",
          "PRAGMA user_version = 2");
    }
    ComplaintStore.look(folder).close();
    try (ComplaintStore store = ComplaintStore.open(folder)) {
      assertThat(store.acts(77)).extracting(ComplaintAct::id).containsExactly("unwritten");
    }
    try (Connection third = Database.read(folder.resolve(ComplaintStore.FILE))) {
      assertThat(Database.number(third, "SELECT mails FROM total")).isEqualTo(2);
      assertThat(Database.number(third, "SELECT octets FROM total")).isEqualTo(2);
    }
  }
}
