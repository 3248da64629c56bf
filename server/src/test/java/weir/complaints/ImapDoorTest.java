package weir.complaints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is taken from a folder, and what stays.
@Timeout(60)
class ImapDoorTest extends ImapVisits {
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
}
