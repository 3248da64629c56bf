package weir.cli.complaints;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.cli.Here;
import weir.complaints.ComplaintStore;
import weir.complaints.MaildirDoor;
import weir.sqlite.Database;

class ComplaintsCommandTest {
  private static final String ARF =
      """
      From: desk@example.org
      Content-Type: multipart/report; boundary=b

      --b
      Content-Type: message/feedback-report

      Feedback-Type: not-spam
      Source-IP: 192.0.2.7

      --b
      Content-Type: message/rfc822

      To: redacted@example.org
      Message-ID: <spam@example.net>
      Subject: =?utf-8?q?Buy=1B[31m?=

      --b--
      """;

  @TempDir private Path folder;

  @Test
  void whereNothingWasTakenItSaysHowToConnectTheMailbox() {
    Here.Ran ran = Here.in(folder).run("complaints");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err())
        .contains("no complaint was ever taken in " + folder)
        .contains("[complaints.abuse]", "type = \"imap\"", "type = \"maildir\"")
        .contains("weir complaints take");
  }

  @Test
  void whatWasTakenIsListedAndShown() throws IOException {
    Path file = Files.writeString(folder.resolve("a.eml"), ARF);
    Here.Ran taken = Here.in(folder).run("complaints", "take", file.toString());
    assertThat(taken.out()).endsWith("a.eml: not-spam, redacted\n");
    assertThat(Here.in(folder).run("complaints", "take", file.toString()).out())
        .endsWith("was taken before\n");
    assertThat(Here.in(folder).run("complaints").out())
        .isEqualToNormalizingNewlines(
            """
            ID  AGE   KIND                REPORTER          SOURCE     STATE     ACCOUNT  SUBJECT
            1   0 ms  not-spam, redacted  desk@example.org  192.0.2.7  not-ours  -        Buy\\u001b[31m
            """);
    assertThat(Here.in(folder).run("complaints", "show", "1").out())
        .contains(
            "Message-ID  spam@example.net",
            "Why         not ours: it came from [192.0.2.7], which is no address of ours",
            "  --b--");
    assertThat(Here.in(folder).run("complaints", "--json").out())
        .contains("\"source\":\"192.0.2.7\"", "\"type\":\"not-spam\"", "\"state\":\"not-ours\"");
  }

  @Test
  void howManyMoreThereAreIsSaidAndTabsAreBlanks() throws IOException {
    Here here = Here.in(folder);
    for (String id : List.of("one", "two", "three")) {
      String mail =
          ARF.replace("spam@example.net", id + "@example.net")
              .replace("Subject:", "X-Old: a\n\tb\nSubject:");
      here.run(
          "complaints", "take", Files.writeString(folder.resolve(id + ".eml"), mail).toString());
    }
    assertThat(here.run("complaints", "-n", "2").out()).endsWith("\n1 more (--limit)\n");
    assertThat(here.run("complaints", "-n", "3").out()).doesNotContain("more (");
    assertThat(here.run("complaints", "show", "1").out())
        .contains("   b\n")
        .doesNotContain("u0009");
  }

  @Test
  void whatIsSettledSaysWhoAndHowAndCanBeReopened() throws IOException {
    Here here = Here.in(folder);
    here.run("complaints", "take", Files.writeString(folder.resolve("a.eml"), ARF).toString());
    assertThat(here.run("complaints", "settle", "1", "not ours, answered\u001b[31m").out())
        .matches(
            "[0-9a-z]{13} complaint 1\\RNo server runs; the journal has it when one starts.\\R");
    assertThat(here.run("complaints", "--open").status()).isEqualTo(1);
    assertThat(here.run("complaints", "--state", "settled").out()).contains("settled");
    assertThat(here.run("complaints", "settle", "1", "again").err())
        .contains("complaint 1 was settled by ", ": not ours, answered\\u001b[31m");
    assertThat(here.run("complaints", "reopen", "1").status()).isZero();
    assertThat(here.run("complaints", "reopen", "1").err()).contains("complaint 1 is not settled");
    assertThat(here.run("complaints", "show", "1").out())
        .contains("State       not-ours")
        .containsPattern("Settled     2026-.* by .*: not ours, answered\\\\u001b")
        .containsPattern("Reopened    2026-.* by ");
    assertThat(here.run("complaints", "settle", "7", "x").err())
        .contains("there is no complaint 7");
    assertThat(here.run("complaints", "settle", "1").status()).isEqualTo(2);
  }

  @Test
  void statesAreFilteredByTheirWords() throws IOException {
    Here here = Here.in(folder);
    here.run("complaints", "take", Files.writeString(folder.resolve("a.eml"), ARF).toString());
    assertThat(here.run("complaints", "--state", "NOT-OURS,verified").status()).isZero();
    assertThat(here.run("complaints", "--state", "verified").status()).isEqualTo(1);
    assertThat(here.run("complaints", "--account", "shop").status()).isEqualTo(1);
    assertThat(here.run("complaints", "--state", "mine").err())
        .contains("\"mine\" is none of new, verified, candidates, not-ours, unknown, settled");
  }

  @Test
  void aMaildirIsTaken() throws IOException {
    for (String part : new String[] {"new", "cur"}) {
      Files.createDirectories(folder.resolve("abuse").resolve(part));
    }
    Files.writeString(folder.resolve("abuse/new/1.host"), ARF);
    Path maildir = folder.resolve("abuse");
    assertThat(Here.in(folder).run("complaints", "take", "--maildir", maildir.toString()).out())
        .endsWith("abuse: 1 messages\n");
    assertThat(folder.resolve("abuse/cur/1.host:2,S")).exists();
  }

  /// So that a mail server which pipes into it tries again.
  @Test
  void whatCannotBeTakenIsToBeTriedAgain() {
    Here.Ran ran = Here.in(folder).run("complaints", "take", folder.resolve("none").toString());
    assertThat(ran.status()).isEqualTo(75);
    assertThat(ran.err()).startsWith("weir: not taken: ");
  }

  @Test
  void whereNothingIsThatIsSaid() throws IOException {
    assertThat(Here.in(folder).run("complaints").status()).isEqualTo(1);
    assertThat(Here.in(folder).run("complaints", "show", "1").status()).isEqualTo(1);
    Here.in(folder)
        .run("complaints", "take", Files.writeString(folder.resolve("a.eml"), ARF).toString());
    assertThat(Here.in(folder).run("complaints", "show", "7").err())
        .isEqualToNormalizingNewlines("weir: there is no complaint 7\n");
    assertThat(Here.in(folder).run("complaints", "--since", "soon").status()).isEqualTo(2);
  }

  @Test
  void aFullMaildirIsTakenToItsEnd() throws IOException {
    Path maildir = folder.resolve("abuse");
    for (String part : new String[] {"new", "cur"}) {
      Files.createDirectories(maildir.resolve(part));
    }
    for (int i = 0; i <= MaildirDoor.MOST; i++) {
      Files.writeString(maildir.resolve("new/" + i + ".host"), ARF);
    }
    assertThat(Here.in(folder).run("complaints", "take", "--maildir", maildir.toString()).out())
        .endsWith("abuse: 10,001 messages\n");
    assertThat(maildir.resolve("new")).isEmptyDirectory();
  }

  private void breakLookingAgain() throws SQLException {
    try (Connection store = Database.write(folder.resolve(ComplaintStore.FILE))) {
      Database.run(
          store,
          "UPDATE complaint SET look_again = 0",
          "CREATE TRIGGER broken BEFORE UPDATE ON complaint BEGIN"
              + " SELECT raise(ABORT, 'the disk is full'); END");
    }
  }

  /// A mail server would deliver again what is on disk here.
  @Test
  void whatIsOnDiskIsTakenWhateverLookingAgainFinds() throws IOException, SQLException {
    Here here = Here.in(folder);
    here.run("complaints", "take", Files.writeString(folder.resolve("a.eml"), ARF).toString());
    breakLookingAgain();
    Path other = Files.writeString(folder.resolve("b.eml"), ARF + "more\n");
    Here.Ran ran = here.run("complaints", "take", other.toString());
    assertThat(ran.err()).contains("complaints are not looked up again: ", "the disk is full");
    assertThat(ran.status()).isZero();
  }

  @Test
  void whereAServerRunsAPipeLooksNothingUpAgain() throws IOException, SQLException {
    Here here = Here.in(folder);
    here.run("complaints", "take", Files.writeString(folder.resolve("a.eml"), ARF).toString());
    breakLookingAgain();
    Files.createFile(folder.resolve("control.sock"));
    Path other = Files.writeString(folder.resolve("b.eml"), ARF + "more\n");
    Here.Ran ran = here.run("complaints", "take", other.toString());
    assertThat(ran.err()).isEmpty();
    assertThat(ran.status()).isZero();
  }
}
