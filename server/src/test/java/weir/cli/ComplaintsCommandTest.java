package weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void whatWasTakenIsListedAndShown() throws IOException {
    Path file = Files.writeString(folder.resolve("a.eml"), ARF);
    Here.Ran taken = Here.in(folder).run("complaints", "take", file.toString());
    assertThat(taken.out()).endsWith("a.eml: not-spam, redacted\n");
    assertThat(Here.in(folder).run("complaints", "take", file.toString()).out())
        .endsWith("was taken before\n");
    assertThat(Here.in(folder).run("complaints").out())
        .isEqualToNormalizingNewlines(
            """
            ID  AGE   KIND                REPORTER          SOURCE     ACCOUNT  SUBJECT
            1   0 ms  not-spam, redacted  desk@example.org  192.0.2.7  -        Buy\\u001b[31m
            """);
    assertThat(Here.in(folder).run("complaints", "show", "1").out())
        .contains(
            "Message-ID  spam@example.net",
            "Why         not ours: it came from [192.0.2.7], which is no address of ours",
            "  --b--");
    assertThat(Here.in(folder).run("complaints", "--json").out())
        .contains("\"source\":\"192.0.2.7\"", "\"type\":\"not-spam\"");
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
}
