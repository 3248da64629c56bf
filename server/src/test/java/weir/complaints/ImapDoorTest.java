package weir.complaints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.config.ByteSize;
import weir.imap.ImapAnswer;

/// Against something that speaks as an IMAP server does, or not quite.
@Timeout(60)
class ImapDoorTest {
  private static final Instant NOW = Instant.parse("2026-11-29T03:00:00Z");
  private static final String MESSAGE = "Subject: help\r\n\r\nhello\r\n";

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init")
  private ComplaintStore store;

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final DoorLog log = new DoorLog("abuse", () -> NOW);

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

  private ComplaintSettings.Imap settings(
      ScriptedImap server, ComplaintSettings.Afterwards afterwards) {
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

  private void visit(ScriptedImap server) throws IOException, SQLException, InterruptedException {
    visit(server, ComplaintSettings.Afterwards.SEEN);
  }

  private void visit(ScriptedImap server, ComplaintSettings.Afterwards afterwards)
      throws IOException, SQLException, InterruptedException {
    new ImapDoor(settings(server, afterwards), timer, Duration.ZERO)
        .visit(new Intake(store, Owners.NONE, () -> NOW), log);
  }

  private List<KeptComplaint> kept() throws SQLException {
    return store.list(new ComplaintQuery(Instant.EPOCH, true, 10));
  }

  private static Optional<String> message(String command, String uid, String text) {
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

  @Test
  void aMessageIsMarkedAfterItIsKeptAndNeverFetchedMarked() throws Exception {
    List<Integer> keptAtStore = new ArrayList<>();
    try (ScriptedImap server =
        ScriptedImap.usual(command -> {
          if (command.startsWith("UID STORE")) {
            try {
              keptAtStore.add(
                  ComplaintStore.look(folder)
                      .list(new ComplaintQuery(Instant.EPOCH, true, 10))
                      .size());
            } catch (SQLException e) {
              throw new IllegalStateException(e);
            }
          }
          return message(command, "7", MESSAGE);
        })) {
      visit(server);
      assertThat(server.heard())
          .containsSubsequence(
              "AUTHENTICATE PLAIN AGFidXNlAHNlY3JldA==",
              "SELECT \"INBOX\"",
              "UID SEARCH UNSEEN UNDELETED",
              "UID FETCH 7 (UID BODY.PEEK[])",
              "UID STORE 7 +FLAGS.SILENT (\\Seen)");
      assertThat(server.heard()).noneMatch(command -> command.contains("EXPUNGE"));
    }
    assertThat(keptAtStore).containsExactly(1);
    assertThat(kept()).extracting(KeptComplaint::subject).containsExactly("help");
    assertThat(log.now().messages()).isEqualTo(1);
    assertThat(log.now().read()).contains(NOW);
  }

  /// As after a crash between keeping and marking.
  @Test
  void whatWasKeptAndNotMarkedIsRecognised() throws Exception {
    try (ScriptedImap server = ScriptedImap.usual(command -> message(command, "7", MESSAGE))) {
      visit(server);
      visit(server);
      assertThat(server.heard().stream().filter(it -> it.startsWith("UID STORE"))).hasSize(2);
    }
    assertThat(kept()).hasSize(1);
  }

  @Test
  void aMessageIsMovedInOneStepOrInThree() throws Exception {
    try (ScriptedImap server = ScriptedImap.usual(command -> message(command, "7", MESSAGE))) {
      visit(server, ComplaintSettings.Afterwards.MOVE);
      assertThat(server.heard()).contains("UID SEARCH UNDELETED", "UID MOVE 7 \"Taken\"");
    }
    try (ScriptedImap server =
        ScriptedImap.usual(command ->
            command.startsWith("CAPABILITY")
                ? Optional.of("* CAPABILITY IMAP4rev1 UIDPLUS\r\n@ OK\r\n")
                : command.startsWith("UID COPY") && !made
                    ? Optional.of("@ NO [TRYCREATE] there is none\r\n")
                    : command.startsWith("CREATE") ? made() : message(command, "7", MESSAGE))) {
      visit(server, ComplaintSettings.Afterwards.MOVE);
      assertThat(server.heard())
          .containsSubsequence(
              "LOGIN \"abuse\" \"secret\"",
              "UID COPY 7 \"Taken\"",
              "CREATE \"Taken\"",
              "UID COPY 7 \"Taken\"",
              "UID STORE 7 +FLAGS.SILENT (\\Seen \\Deleted)",
              "UID EXPUNGE 7");
    }
  }

  private boolean made;

  private Optional<String> made() {
    made = true;
    return Optional.of("@ OK\r\n");
  }

  @Test
  void aMessageThatVanishedIsNoFailure() throws Exception {
    for (String said :
        List.of(
            "@ OK\r\n",
            "@ NO [EXPUNGEISSUED] gone\r\n",
            "* 1 FETCH (UID 7 BODY[] NIL)\r\n@ OK\r\n")) {
      try (ScriptedImap server =
          ScriptedImap.usual(command ->
              command.endsWith("BODY.PEEK[])")
                  ? Optional.of(said)
                  : message(command, "7", MESSAGE))) {
        visit(server);
        assertThat(server.heard()).noneMatch(command -> command.startsWith("UID STORE"));
      }
    }
    assertThat(kept()).isEmpty();
    assertThat(log.now().left()).isEmpty();
  }

  @Test
  void whatIsTooLargeStaysAndIsSaid() throws Exception {
    String large = "x".repeat(2_000);
    try (ScriptedImap server = ScriptedImap.usual(command -> message(command, "7", large))) {
      visit(server);
      assertThat(server.heard()).noneMatch(command -> command.contains("BODY"));
    }
    // A server that tells a smaller size than it has.
    try (ScriptedImap server =
        ScriptedImap.usual(command ->
            command.endsWith("(UID RFC822.SIZE)")
                ? Optional.of("* 1 FETCH (UID 7 RFC822.SIZE 1)\r\n@ OK\r\n")
                : message(command, "7", large))) {
      visit(server);
      assertThat(server.heard()).noneMatch(command -> command.startsWith("UID STORE"));
    }
    assertThat(kept()).isEmpty();
    assertThat(log.now().left())
        .contains(
            "1 messages stay where they are, the first with UID 7: 2,000 octets are more than"
                + " largest");
  }

  @Test
  void anotherMessageThanTheOneAskedForIsNotTaken() throws Exception {
    try (ScriptedImap server =
        ScriptedImap.usual(command ->
            message(command, "7", MESSAGE)
                .map(answer ->
                    command.startsWith("UID FETCH") ? answer.replace("UID 7", "UID 8") : answer))) {
      visit(server);
    }
    assertThat(kept()).isEmpty();
  }

  @Test
  void whereTheServerGoesInMidFetchNothingIsKept() throws Exception {
    for (String cut : List.of("* 1 FETCH (UID 7 BODY[] {500}\r\nSubject: he", "")) {
      try (ScriptedImap server =
          ScriptedImap.usual(command ->
              command.endsWith("BODY.PEEK[])")
                  ? Optional.of(cut + "* BYE shutting down\r\n")
                  : message(command, "7", MESSAGE))) {
        server.closeAfter("UID FETCH 7 (UID BODY.PEEK[])");
        assertThatThrownBy(() -> visit(server))
            .isInstanceOf(IOException.class)
            .hasMessageStartingWith("fetching message 7: the server ");
      }
    }
    assertThat(kept()).isEmpty();
  }

  @Test
  void aRefusedLoginIsToldFromAServerThatCannotSayNow() throws Exception {
    try (ScriptedImap server = login("@ NO [AUTHENTICATIONFAILED] Authentication failed.\r\n")) {
      assertThatThrownBy(() -> visit(server))
          .isInstanceOf(LoginRefused.class)
          .hasMessage("the login of abuse is refused: Authentication failed.")
          .hasMessageNotContaining("secret");
    }
    try (ScriptedImap server = login("@ NO [UNAVAILABLE] later\r\n")) {
      assertThatThrownBy(() -> visit(server))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(LoginRefused.class)
          .hasMessage("the login: the login is refused: later");
    }
  }

  @Test
  void hostile_aPasswordThatTheServerRepeatsIsNotShown() throws Exception {
    String long300 = "x".repeat(290) + " AGFidXNlAHNlY3JldA==";
    for (String answer :
        List.of(
            "@ NO [AUTHENTICATIONFAILED] AUTHENTICATE PLAIN AGFidXNlAHNlY3JldA==\r\n",
            "@ NO [AUTHENTICATIONFAILED] abuse/Secret is wrong\r\n",
            "@ NO [SECRET] wrong\r\n",
            "@ BAD LOGIN abuse c2VjcmV0\r\n",
            "@ NO " + long300 + "\r\n",
            "* BYE no secret here\r\n")) {
      try (ScriptedImap server = login(answer)) {
        assertThatThrownBy(() -> visit(server))
            .isInstanceOf(IOException.class)
            .hasMessageStartingWith("the login")
            .satisfies(e -> {
              for (Throwable each = e; each != null; each = each.getCause()) {
                assertThat(each.toString().toLowerCase(Locale.ROOT))
                    .doesNotContain("secret", "agfidxnl", "c2vjcmv0");
              }
            });
      }
    }
    try (ScriptedImap server = login("@ NO [AUTHENTICATIONFAILED] LOGIN abuse secret\r\n")) {
      assertThatThrownBy(() -> visit(server))
          .hasMessage("the login of abuse is refused: AUTHENTICATIONFAILED");
    }
  }

  @Test
  void whatTheServerDidNotGiveOutIsAskedForAgain() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (ScriptedImap server =
        ScriptedImap.usual(command ->
            command.endsWith("BODY.PEEK[])") && asked.getAndIncrement() == 0
                ? Optional.of("@ NO [UNAVAILABLE] later\r\n")
                : message(command, "7", MESSAGE))) {
      ImapDoor door =
          new ImapDoor(settings(server, ComplaintSettings.Afterwards.SEEN), timer, Duration.ZERO);
      door.visit(new Intake(store, Owners.NONE, () -> NOW), log);
      assertThat(kept()).isEmpty();
      assertThat(log.now().left())
          .contains(
              "1 messages stay where they are, the first with UID 7: the server does not give it"
                  + " out: later");
      door.visit(new Intake(store, Owners.NONE, () -> NOW), log);
      assertThat(kept()).hasSize(1);
      assertThat(log.now().left()).isEmpty();
    }
  }

  @Test
  void whatIsTooLargeIsNotAskedForAgain() throws Exception {
    String large = "x".repeat(2_000);
    try (ScriptedImap server = ScriptedImap.usual(command -> message(command, "7", large))) {
      ImapDoor door =
          new ImapDoor(settings(server, ComplaintSettings.Afterwards.SEEN), timer, Duration.ZERO);
      door.visit(new Intake(store, Owners.NONE, () -> NOW), log);
      door.visit(new Intake(store, Owners.NONE, () -> NOW), log);
      assertThat(server.heard().stream().filter(it -> it.startsWith("UID FETCH"))).hasSize(1);
      assertThat(log.now().left()).isPresent();
    }
  }

  @Test
  void anIdleEndsByDoneAndItsDeadlineWithIt() throws Exception {
    try (ScriptedImap server =
            ScriptedImap.usual(command ->
                switch (command) {
                  case "IDLE" -> Optional.of("+ idling\r\n");
                  case "DONE" -> Optional.of("@ OK\r\n");
                  default -> Optional.empty();
                });
        ScheduledThreadPoolExecutor kept = new ScheduledThreadPoolExecutor(1);
        ImapConnection connection = new ImapConnection(server.at(), kept)) {
      kept.setRemoveOnCancelPolicy(true);
      connection.connect();
      connection.greeting();
      assertThat(connection.idle(Duration.ofMillis(50), _ -> false).status())
          .isEqualTo(ImapAnswer.Status.OK);
      assertThat(server.heard()).containsExactly("IDLE", "DONE");
      assertThat(kept.getQueue()).isEmpty();
    }
  }

  private static ScriptedImap login(String answer) throws IOException {
    return ScriptedImap.usual(
        command -> command.startsWith("AUTHENTICATE") ? Optional.of(answer) : Optional.empty());
  }

  @Test
  void aServerThatAsksForTheSecretGetsIt() throws Exception {
    try (ScriptedImap server =
        ScriptedImap.usual(command ->
            switch (command) {
              case "CAPABILITY" -> Optional.of("* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n@ OK\r\n");
              case "AUTHENTICATE PLAIN" -> Optional.of("+ \r\n");
              default -> Optional.empty();
            })) {
      visit(server);
      assertThat(server.heard()).contains("AGFidXNlAHNlY3JldA==");
    }
  }

  @Test
  void aFolderThatMayOnlyBeReadIsSaidSo() throws Exception {
    try (ScriptedImap server =
        ScriptedImap.usual(command ->
            command.startsWith("SELECT")
                ? Optional.of("@ OK [READ-ONLY] open\r\n")
                : Optional.empty())) {
      assertThatThrownBy(() -> visit(server)).hasMessageContaining("folder INBOX may only be read");
    }
  }

  /// RFC 3501 section 2.3.1.1: the UIDs would be those of other messages.
  @Test
  void aFolderThatBecomesAnotherOneIsOpenedAnew() throws Exception {
    try (ScriptedImap server =
        ScriptedImap.usual(command ->
            command.startsWith("UID SEARCH")
                ? Optional.of("* OK [UIDVALIDITY 2] new\r\n* SEARCH 7\r\n@ OK\r\n")
                : message(command, "7", MESSAGE))) {
      assertThatThrownBy(() -> visit(server)).hasMessageContaining("is another one now");
      assertThat(server.heard()).noneMatch(command -> command.startsWith("UID STORE"));
    }
    assertThat(kept()).isEmpty();
  }

  @Test
  void hostile_whatIsNoImapEndsTheVisitWithAReason() throws Exception {
    for (String greeting :
        List.of(
            "* BYE go away\r\n",
            "220 mx ESMTP\r\n",
            "HTTP/1.1 400 Bad Request\r\n\r\n",
            "* OK " + "x".repeat(100_000) + "\r\n")) {
      try (ScriptedImap server = ScriptedImap.start(greeting, _ -> Optional.empty())) {
        assertThatThrownBy(() -> visit(server))
            .as(greeting.substring(0, 5))
            .isInstanceOf(IOException.class)
            .hasMessageMatching("(the greeting|CAPABILITY): .{5,200}");
      }
    }
  }

  /// Its deadlines are over after a moment.
  private static ScheduledExecutorService impatient() {
    return new ScheduledThreadPoolExecutor(1) {
      @Override
      public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return super.schedule(task, Math.min(unit.toMillis(delay), 200), TimeUnit.MILLISECONDS);
      }
    };
  }

  @Test
  void hostile_whoeverLetsUsWaitIsLeftAtADeadlineThatHasAName() throws Exception {
    try (ScheduledExecutorService soon = impatient()) {
      for (String greeting : List.of("", "* O", "* 5 FETCH (BODY[] {4000000000}\r\nSubject")) {
        try (ScriptedImap server = ScriptedImap.start(greeting, _ -> Optional.empty())) {
          assertThatThrownBy(() -> visit(server, soon))
              .hasMessage("the greeting took longer than 60 s");
        }
      }
      try (ScriptedImap server =
          ScriptedImap.usual(command ->
              command.endsWith("BODY.PEEK[])")
                  ? Optional.of("* 1 FETCH (UID 7 BODY[] {500}\r\nSubject: he")
                  : message(command, "7", MESSAGE))) {
        assertThatThrownBy(() -> visit(server, soon))
            .hasMessage("fetching message 7 took longer than 300 s");
      }
    }
    assertThat(kept()).isEmpty();
  }

  /// The deadline of fetching a message is over when it has come; to look up whose it is may take
  /// longer.
  @Test
  void theDeadlineOfACommandEndsWithItsAnswer() throws Exception {
    String complaint =
        """
        Content-Type: multipart/report; boundary=b

        --b
        Content-Type: message/feedback-report

        Feedback-Type: abuse

        --b
        Content-Type: message/rfc822

        Message-ID: <spam@example.net>

        --b--
        """;
    AtomicInteger waiting = new AtomicInteger();
    try (ScheduledThreadPoolExecutor kept = new ScheduledThreadPoolExecutor(1);
        ScriptedImap server = ScriptedImap.usual(command -> message(command, "7", complaint))) {
      kept.setRemoveOnCancelPolicy(true);
      Owners owners =
          _ -> {
            waiting.set(1 + kept.getQueue().size());
            return new Whose.Unknown("nobody");
          };
      new ImapDoor(settings(server, ComplaintSettings.Afterwards.SEEN), kept, Duration.ZERO)
          .visit(new Intake(store, owners, () -> NOW), log);
    }
    assertThat(waiting).as("one, and the deadlines that still run").hasValue(1);
    assertThat(kept()).hasSize(1);
  }

  private void visit(ScriptedImap server, ScheduledExecutorService soon)
      throws IOException, SQLException, InterruptedException {
    new ImapDoor(settings(server, ComplaintSettings.Afterwards.SEEN), soon, Duration.ZERO)
        .visit(new Intake(store, Owners.NONE, () -> NOW), log);
  }

  @Test
  void hostile_noiseBetweenTheAnswersIsNoAnswer() throws Exception {
    String noise =
        "* 9 EXISTS\r\n* 3 RECENT\r\n* FLAGS (\\Seen)\r\n* LIST () \"/\" {3}\r\na\r\n"
            + "\r\n* 4 FETCH (FLAGS (\\Seen) UID 4)\r\n* NO careful\r\n* VANISHED 41,43:116\r\n";
    try (ScriptedImap server =
        ScriptedImap.usual(command -> message(command, "7", MESSAGE).map(noise::concat))) {
      visit(server);
      assertThat(server.heard()).contains("UID STORE 7 +FLAGS.SILENT (\\Seen)");
    }
    assertThat(kept()).hasSize(1);
  }

  @Test
  void hostile_anAnswerToACommandThatNobodyGaveEndsTheVisit() throws Exception {
    try (ScriptedImap server =
        ScriptedImap.usual(command ->
            command.startsWith("UID SEARCH") ? Optional.of("w99 OK\r\n") : Optional.empty())) {
      assertThatThrownBy(() -> visit(server)).hasMessageContaining("a command that nobody gave");
    }
  }

  @Test
  void aVisitIsEndedFromOutsideWhateverItWaitsFor() throws Exception {
    try (ScriptedImap server =
        ScriptedImap.usual(
            command -> command.startsWith("UID SEARCH") ? Optional.of("") : Optional.empty())) {
      ImapDoor door =
          new ImapDoor(settings(server, ComplaintSettings.Afterwards.SEEN), timer, Duration.ZERO);
      Thread aborter =
          Thread.ofVirtual()
              .start(() -> {
                while (!server.heard().contains("UID SEARCH UNSEEN UNDELETED")) {
                  Thread.onSpinWait();
                }
                door.abort();
              });
      assertThatThrownBy(() -> door.visit(new Intake(store, Owners.NONE, () -> NOW), log))
          .isInstanceOf(IOException.class);
      aborter.join();
    }
  }
}
