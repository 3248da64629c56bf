package weir.complaints;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.sqlite.Database;

class ComplaintBoundsTest {
  private static final Instant NOW = Instant.parse("2026-11-29T03:00:00Z");
  private static final Owners SHOPS =
      complaint ->
          complaint.messageId().orElse("").startsWith("ours")
              ? new Whose.Verified("shop", "our token")
              : new Whose.Unknown("nobody");

  @TempDir private Path folder;

  private static String complaint(String id) {
    return Arf.about("Message-ID: <%s>\nSubject: %s\n".formatted(id, id));
  }

  private static void take(ComplaintStore store, String mail) throws IOException, SQLException {
    new Intake(store, SHOPS, () -> NOW).take(Arf.octets(mail), "-");
  }

  private static List<String> subjects(ComplaintStore store) throws SQLException {
    return store
        .list(
            new ComplaintQuery(
                Instant.EPOCH, true, EnumSet.allOf(ComplaintState.class), Optional.empty(), 1_000))
        .stream()
        .map(KeptComplaint::subject)
        .toList();
  }

  private static ComplaintAct settled(long complaint) {
    return new ComplaintAct(
        "act" + complaint, complaint, NOW, ComplaintAct.SETTLED, "ann", "told the customer");
  }

  @Test
  void whatIsSettledGoesFirstThenWhatIsNoneThenTheOldestAndProvedOnesLast()
      throws IOException, SQLException {
    try (ComplaintStore store = ComplaintStore.open(folder, new ComplaintBounds(5, 1_000_000))) {
      take(store, complaint("ours-1"));
      take(store, complaint("other-2"));
      take(store, complaint("other-3"));
      take(store, "Subject: hello\n\nhello\n");
      take(store, complaint("ours-5"));
      store.add(settled(5));
      take(store, complaint("other-6"));
      assertThat(subjects(store))
          .containsExactly("other-6", "hello", "other-3", "other-2", "ours-1");
      take(store, complaint("other-7"));
      assertThat(subjects(store))
          .containsExactly("other-7", "other-6", "other-3", "other-2", "ours-1");
      take(store, complaint("other-8"));
      assertThat(subjects(store))
          .containsExactly("other-8", "other-7", "other-6", "other-3", "ours-1");
    }
  }

  @Test
  void whereAllElseIsProvedTheOldestOfThemGoes() throws IOException, SQLException {
    try (ComplaintStore store = ComplaintStore.open(folder, new ComplaintBounds(2, 1_000_000))) {
      for (String id : List.of("ours-1", "ours-2", "other-3")) {
        take(store, complaint(id));
      }
      assertThat(subjects(store)).as("the newest stays").containsExactly("other-3", "ours-2");
    }
  }

  @Test
  void octetsHaveABoundToo() throws IOException, SQLException {
    ComplaintBounds bounds = new ComplaintBounds(1_000, 10_000);
    try (ComplaintStore store = ComplaintStore.open(folder, bounds)) {
      for (int i = 0; i < 20; i++) {
        take(store, complaint("other-" + i) + "x".repeat(2_000));
      }
      assertThat(subjects(store)).hasSize(4).startsWith("other-19").endsWith("other-16");
    }
    assertThat(number("SELECT sum(length(octets)) FROM mail"))
        .isLessThanOrEqualTo(bounds.octets())
        .isEqualTo(number("SELECT octets FROM total"));
    assertThat(number("SELECT mails FROM total")).isEqualTo(4);
  }

  @Test
  void whatWasDoneToAForgottenOneStaysUntilTheJournalHasIt() throws IOException, SQLException {
    try (ComplaintStore store = ComplaintStore.open(folder, new ComplaintBounds(1, 1_000_000))) {
      take(store, complaint("other-1"));
      ComplaintAct act = settled(1);
      store.add(act);
      take(store, complaint("other-2"));
      assertThat(store.find(1)).isEmpty();
      assertThat(store.unjournaled()).containsExactly(act);
      store.journaled(act);
    }
    assertThat(number("SELECT count(*) FROM act")).isZero();
  }

  private long number(String query) throws SQLException {
    try (Connection connection = Database.read(folder.resolve(ComplaintStore.FILE))) {
      return Database.number(connection, query);
    }
  }
}
