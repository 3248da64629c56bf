package weir.complaints;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import weir.config.ByteSize;

/// Visits of something that speaks as an IMAP server does, or not quite.
abstract class ImapVisits {
  static final Instant NOW = Instant.parse("2026-11-29T03:00:00Z");
  static final String MESSAGE = "Subject: help\r\n\r\nhello\r\n";

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init")
  ComplaintStore store;

  final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  final DoorLog log = new DoorLog("abuse", () -> NOW);

  @BeforeEach
  void open() throws IOException, SQLException {
    store = ComplaintStore.open(folder);
    Files.writeString(folder.resolve("password"), "secret\n");
  }

  @AfterEach
  void close() throws SQLException {
    timer.shutdownNow();
    store.close();
  }

  ComplaintSettings.Imap settings(ScriptedImap server, ComplaintSettings.Afterwards afterwards) {
    return new ComplaintSettings.Imap(
        server.at(),
        ComplaintSettings.Tls.OFF,
        Optional.empty(),
        "abuse",
        folder.resolve("password"),
        "INBOX",
        afterwards,
        afterwards == ComplaintSettings.Afterwards.MOVE ? Optional.of("Taken") : Optional.empty(),
        Duration.ofMinutes(5),
        false,
        new ByteSize(1_000));
  }

  void visit(ScriptedImap server) throws IOException, SQLException, InterruptedException {
    visit(server, ComplaintSettings.Afterwards.SEEN);
  }

  void visit(ScriptedImap server, ComplaintSettings.Afterwards afterwards)
      throws IOException, SQLException, InterruptedException {
    new ImapDoor(settings(server, afterwards), timer, Duration.ZERO)
        .visit(new Intake(store, Owners.NONE, () -> NOW), log);
  }

  List<KeptComplaint> kept() throws SQLException {
    return store.list(new ComplaintQuery(Instant.EPOCH, true, 10));
  }

  static Optional<String> message(String command, String uid, String text) {
    if (command.startsWith("UID SEARCH")) {
      return Optional.of("* SEARCH " + uid + "\r\n@ OK\r\n");
    }
    if (command.endsWith("(UID RFC822.SIZE)")) {
      return Optional.of(
          "* 1 FETCH (RFC822.SIZE %d UID %s)\r\n@ OK\r\n".formatted(text.length(), uid));
    }
    return command.endsWith("(UID BODY.PEEK[])")
        ? Optional.of(
            "* 1 FETCH (BODY[] {%d}\r\n%s UID %s)\r\n@ OK\r\n".formatted(text.length(), text, uid))
        : Optional.empty();
  }

  void visit(ScriptedImap server, ScheduledExecutorService soon)
      throws IOException, SQLException, InterruptedException {
    new ImapDoor(settings(server, ComplaintSettings.Afterwards.SEEN), soon, Duration.ZERO)
        .visit(new Intake(store, Owners.NONE, () -> NOW), log);
  }
}
