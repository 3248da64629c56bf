package weir.complaints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.report.Complaint;
import weir.sqlite.Database;

class LookAgainTest {
  private static final Instant START = Instant.parse("2026-11-29T03:00:00Z");

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init")
  private ComplaintStore store;

  private Instant now = START;
  private final List<String> asked = new ArrayList<>();

  @BeforeEach
  void takeTwo() throws IOException, SQLException {
    store = ComplaintStore.open(folder);
    take(Arf.aboutIds(Stream.of("first@example.net", "second@example.net")));
  }

  @AfterEach
  void close() throws SQLException {
    store.close();
  }

  private int round(Owners owners) throws SQLException {
    return new LookAgain(store, owners, () -> now).round();
  }

  private Whose secondIsShops(Complaint complaint) {
    asked.add(complaint.messageId().orElse(""));
    return asked.getLast().equals("second@example.net")
        ? new Whose.Verified("shop", "the log came")
        : new Whose.Unknown("nobody");
  }

  @Test
  void aLogThatComesLateVerifiesTheRightOneOfAMessage() throws SQLException {
    assertThat(round(this::secondIsShops)).isZero();
    assertThat(asked).as("not at once").isEmpty();
    now = now.plus(NextLook.FIRST);
    assertThat(round(this::secondIsShops)).isEqualTo(1);
    assertThat(store.list(new ComplaintQuery(START, false, 10)))
        .extracting(KeptComplaint::messageId, KeptComplaint::state)
        .containsExactly(
            tuple(Optional.of("second@example.net"), ComplaintState.VERIFIED),
            tuple(Optional.of("first@example.net"), ComplaintState.UNKNOWN));
  }

  @Test
  void theWaitsGrowAndEndAfterSevenDays() throws SQLException {
    int looks = 0;
    Instant last = START;
    for (; now.isBefore(START.plus(Duration.ofDays(9))); now = now.plus(Duration.ofMinutes(5))) {
      asked.clear();
      round(this::nobodys);
      if (!asked.isEmpty()) {
        looks++;
        last = now;
      }
    }
    assertThat(looks).isBetween(12, 25);
    assertThat(last).isEqualTo(START.plus(NextLook.LONGEST));
  }

  private Whose nobodys(Complaint complaint) {
    asked.add("");
    return new Whose.Unknown("nobody");
  }

  @Test
  void whatAPersonHasSettledIsLeftAlone() throws SQLException {
    long id = store.list(new ComplaintQuery(START, false, 1)).getFirst().id();
    assertThat(store.add(new ComplaintAct("a", id, now, ComplaintAct.SETTLED, "ann", "done")))
        .isTrue();
    now = now.plus(NextLook.FIRST);
    assertThat(round(this::secondIsShops)).isZero();
    assertThat(asked).containsExactly("first@example.net");
    assertThat(store.find(id).orElseThrow().settled())
        .contains(new Settlement(START, "ann", "done"));
  }

  @Test
  void whatLooksLikeADefectIsNotAskedForEver() throws SQLException {
    now = now.plus(NextLook.FIRST);
    Owners broken =
        _ -> {
          asked.add("");
          throw new IllegalStateException("a defect");
        };
    round(broken);
    now = now.plus(NextLook.LONGEST);
    round(broken);
    assertThat(asked).hasSize(2);
  }

  private static String withReports(String name, int count) {
    return Arf.aboutIds(IntStream.range(0, count).mapToObj(i -> name + i));
  }

  private void take(String mail) throws IOException, SQLException {
    new Intake(store, _ -> new Whose.Unknown("the log is not here"), () -> now)
        .take(Arf.octets(mail), "-");
  }

  private Whose nobodysName(Complaint complaint) {
    asked.add(complaint.messageId().orElse(""));
    return new Whose.Unknown("nobody");
  }

  private long many() {
    return asked.stream().filter(id -> id.startsWith("many")).count();
  }

  @Test
  void ofAMessageFullOfComplaintsTheFirstOnesAreLookedUpAtOnceAndTheOthersInRounds()
      throws IOException, SQLException {
    new Intake(store, this::nobodysName, () -> now).take(Arf.octets(withReports("many", 300)), "-");
    assertThat(asked).hasSize(LookAgain.MOST_OF_ONE).contains("many0", "many19");
    ComplaintQuery all = new ComplaintQuery(START, false, 1_000);
    assertThat(store.list(all).stream().filter(it -> it.state() == ComplaintState.NEW))
        .hasSize(280);

    round(this::nobodysName);
    assertThat(many()).isEqualTo(LookAgain.MOST_OF_ONE + LookAgain.MOST);
    round(this::nobodysName);
    round(this::nobodysName);
    assertThat(many()).isEqualTo(300);
    assertThat(store.list(all))
        .extracting(KeptComplaint::state)
        .containsOnly(ComplaintState.UNKNOWN);

    asked.clear();
    now = now.plus(NextLook.FIRST);
    round(this::nobodysName);
    assertThat(many()).as("again: the first ones only").isEqualTo(LookAgain.MOST_OF_ONE);
  }

  /// As while the logs cannot be read: it is no turn.
  @Test
  void whatCouldNotBeLookedUpKeepsItsTurn() throws IOException, SQLException {
    take(withReports("many", LookAgain.MOST_OF_ONE + 1));
    round(_ -> new Whose.Unlooked("the disk is full"));
    now = now.plus(NextLook.FIRST);
    round(this::nobodysName);
    assertThat(asked).contains("many" + LookAgain.MOST_OF_ONE);
  }

  @Test
  void whoseTurnHasNotComeGoesBehindTheFirstOnesOfOthers() throws IOException, SQLException {
    take(withReports("many", 300));
    now = now.plus(NextLook.FIRST);
    take(withReports("other", LookAgain.MOST_OF_ONE + 1));
    round(this::nobodysName);
    assertThat(asked).contains("other" + LookAgain.MOST_OF_ONE);
  }

  @Test
  void aFewFullMessagesDoNotKeepTheOthersWaiting() throws IOException, SQLException {
    for (int i = 0; i < LookAgain.MOST / LookAgain.MOST_OF_ONE; i++) {
      take(withReports("full" + i + ".", LookAgain.MOST_OF_ONE));
    }
    now = now.plusSeconds(1);
    take(withReports("single", 1));
    now = now.plus(NextLook.FIRST);
    round(this::nobodysName);
    assertThat(asked).hasSize(LookAgain.MOST).contains("single0");
  }

  @Test
  void aRoundReadsSoManyMessagesAndTheNextTheOthers() throws IOException, SQLException {
    for (int i = 0; i < LookAgain.MOST_MAILS; i++) {
      take(withReports("mail" + i + ".", 1));
    }
    now = now.plus(NextLook.FIRST);
    round(this::nobodysName);
    assertThat(asked).hasSize(LookAgain.MOST_MAILS + 1).doesNotContain("mail99.0");
    round(this::nobodysName);
    assertThat(asked).hasSize(LookAgain.MOST_MAILS + 2).contains("mail99.0");
  }

  /// As after an upgrade whose reader finds one report more.
  @Test
  void aComplaintNeverGetsTheOwnerOfAnother() throws SQLException {
    try (Connection other = Database.write(folder.resolve(ComplaintStore.FILE))) {
      Database.run(other, "DELETE FROM complaint WHERE message_id = 'first@example.net'");
    }
    now = now.plus(NextLook.FIRST);
    assertThat(round(_ -> new Whose.Verified("shop", "the first one's"))).isZero();
    assertThat(store.list(new ComplaintQuery(START, false, 10)))
        .extracting(KeptComplaint::state)
        .containsExactly(ComplaintState.UNKNOWN);
  }

  @Test
  void whatIsReopenedIsLookedUpAgainWhileItIsYoung() throws SQLException {
    KeptComplaint line = store.list(new ComplaintQuery(START, false, 1)).getFirst();
    settleAndReopen(line.id());
    assertThat(round(this::secondIsShops)).isEqualTo(1);
    assertThat(store.find(line.id()).orElseThrow().state()).isEqualTo(ComplaintState.VERIFIED);
    now = now.plus(NextLook.LONGEST);
    long old = line.id() - 1;
    settleAndReopen(old);
    asked.clear();
    round(this::secondIsShops);
    assertThat(asked).isEmpty();
  }

  private void settleAndReopen(long id) throws SQLException {
    for (String what : List.of(ComplaintAct.SETTLED, ComplaintAct.REOPENED)) {
      assertThat(store.add(new ComplaintAct(what + id, id, now, what, "ann", ""))).isTrue();
    }
  }
}
