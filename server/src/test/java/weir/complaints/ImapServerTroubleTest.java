package weir.complaints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.imap.ImapAnswer;
import weir.testkit.Until;

/// Servers that refuse, hang, or speak nonsense; and what ends a visit.
@Timeout(60)
class ImapServerTroubleTest extends ImapVisits {
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
    String complaint = Arf.about("Message-ID: <spam@example.net>\n");
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
                Until.holds(() -> server.heard().contains("UID SEARCH UNSEEN UNDELETED"));
                door.abort();
              });
      assertThatThrownBy(() -> door.visit(new Intake(store, Owners.NONE, () -> NOW), log))
          .isInstanceOf(IOException.class);
      aborter.join();
    }
  }
}
