package weir.cli.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.cli.Here;

class ReplayCommandTest {
  @TempDir private Path folder;

  private Path log;

  private static String message(String day, String id, int uid, String status) {
    return """
    Nov %1$s 21:54:00 web1 postfix/pickup[1]: %2$s: uid=%3$d from=<web@example.com>
    Nov %1$s 21:54:01 web1 postfix/qmgr[3]: %2$s: from=<web@example.com>, size=99, nrcpt=1 (queue active)
    Nov %1$s 21:54:02 web1 postfix/smtp[4]: %2$s: to=<b@example.org>, relay=mx[192.0.2.9]:25, delay=1, delays=1/0/0/0, dsn=2.0.0, status=%4$s
    Nov %1$s 21:54:03 web1 postfix/qmgr[3]: %2$s: removed
    """
        .formatted(day, id, uid, status);
  }

  @BeforeEach
  void write() throws IOException {
    log = folder.resolve("mail.log");
    Path old = folder.resolve("mail.log.1.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(old))) {
      String text =
          message("22", "1F2A11C0D2", 2001, "sent (250 ok)")
              + message("22", "2F2A11C0D2", 2001, "bounced (no)");
      out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
    Files.writeString(
        log,
        message("24", "3F2A11C0D2", 2002, "sent (250 ok)")
            + "Nov 24 22:00:00 web1 postfix/qmgr[3]: 3F2A11C0D2: \u001b[31mnew\n");
    Files.setLastModifiedTime(old, FileTime.from(Instant.parse("2026-11-23T00:00:00Z")));
    Files.setLastModifiedTime(log, FileTime.from(Instant.parse("2026-11-25T00:00:00Z")));
  }

  private Here.Ran run(String... more) {
    String[] words = new String[more.length + 4];
    words[0] = "replay";
    words[1] = log.toString();
    words[2] = "--time-zone";
    words[3] = "UTC";
    System.arraycopy(more, 0, words, 4, more.length);
    return Here.in(folder).run(words);
  }

  @Test
  void hostile_096_whoSentWhatIsShownWithWhatWasNotUnderstoodMadeHarmless() {
    Here.Ran ran = run();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.status()).isZero();
    assertThat(ran.out())
        .isEqualToNormalizingNewlines(
            """
            13 lines of 2 files read: 3 messages to 3 recipients, 0 % of them a customer's
            1 lines were not understood, such as
              Nov 24 22:00:00 web1 postfix/qmgr[3]: 3F2A11C0D2: \\u001b[31mnew

            ACCOUNT   WHO               BY             MESSAGES  RECIPIENTS  BOUNCED  FIRST                 LAST                  FROM  SUBJECT
            nobody's  uid 2001 on web1  local program  2         2           50 %     2026-11-22 21:54:00Z  2026-11-22 21:54:00Z  web1
            nobody's  uid 2002 on web1  local program  1         1           0 %      2026-11-24 21:54:00Z  2026-11-24 21:54:00Z  web1
            """);
  }

  @Test
  void whoeverHadTheIdentityThenIsShown() throws IOException {
    Files.createDirectories(folder.resolve("directory"));
    Files.writeString(folder.resolve("panel.csv"), "");
    Files.writeString(
        folder.resolve("directory.toml"),
        "sources.panel = {type = \"csv\", file = \"panel.csv\"}\n");
    Files.writeString(
        folder.resolve("directory/panel.csv"),
        """
        weir-directory-1,2026-11-25T08:00:00Z
        ann,Ann,,,,,,,,,,,,,,,,,,,,
        bob,Bob,,,,,,,,,,,,,,,,,,,,
        bob,,,,,,,,,,web1,2001,,,,,,,,,2026-11-23T00:00:00Z,
        ann,,,,,,,,,,web1,2001,,,,,,,,2026-11-23T00:00:00Z,,
        ann,,,,,,,,,,web1,2002,,,,,,,,,2026-11-23T00:00:00Z,
        end
        """);
    assertThat(run().out())
        .contains("66 % of them a customer's")
        .containsPattern("(?m)^bob +uid 2001 on web1 ")
        .containsPattern("(?m)^nobody's +uid 2002 on web1 ");
  }

  @Test
  void aConfigurationOfNoUseIsSaidAndOnlyTheOneThatIsNamedKeepsFromReading() throws IOException {
    Files.writeString(folder.resolve("directory.toml"), "sources = 7\n");
    Here.Ran unnamed = run();
    assertThat(unnamed.err()).contains("accounts are not told: ");
    assertThat(unnamed.out()).contains("nobody's  uid 2001 on web1");
    Here.Ran named = run("--config", "directory.toml");
    assertThat(named.status()).isNotZero();
    assertThat(named.out()).isEmpty();
  }

  @Test
  void onlyWhatHappenedSince() {
    assertThat(run("--since", "2d").out()).contains("uid 2002").doesNotContain("uid 2001");
  }

  @Test
  void theNameOfTheHostCanBeGiven() {
    assertThat(run("--host", "www").out()).contains("uid 2001 on www");
  }

  @Test
  void ofAFollowedLogAndOfWhatItWasRotatedIntoTheConfigurationSaysTheHost() throws IOException {
    Files.writeString(folder.resolve("log.toml"), "file = \"mail.log\"\nhost = \"www\"\n");
    assertThat(run().out()).contains("uid 2001 on www", "uid 2002 on www");
    String packed = folder.resolve("mail.log.1.gz").toString();
    assertThat(Here.in(folder).run("replay", packed, "--time-zone", "UTC").out())
        .contains("uid 2001 on www")
        .doesNotContain("uid 2002");
    assertThat(run("--host", "other").out()).contains("uid 2001 on other");
    Files.writeString(folder.resolve("log.toml"), "file = \"mail.log\"\n");
    assertThat(run().out()).as("the server's own host").contains("uid 2001 on mail1");
    Files.writeString(folder.resolve("log.toml"), "file = \"mail.log\"\nhosts-in-lines = true\n");
    assertThat(run().out()).as("a collector's").contains("uid 2001 on web1");
    Files.writeString(folder.resolve("log.toml"), "file = \"maillog\"\nhost = \"www\"\n");
    assertThat(run().out()).as("another log").contains("uid 2001 on web1");
  }

  @Test
  void ofAFollowedLogTheConfigurationSaysServerAndTimeZone() throws IOException {
    Path exim = folder.resolve("outgoing");
    Files.writeString(
        exim, "Nov 24 21:54:00 web1 smarthost: 1tGBZa-0005vi-2C <= a@x U=u2001 P=local S=900\n");
    String[] command = {"replay", exim.toString()};
    assertThat(Here.in(folder).run(command).status()).isEqualTo(1);
    Files.writeString(
        folder.resolve("log.toml"),
        "file = \"outgoing\"\nserver = \"exim\"\ntime-zone = \"+01:00\"\n");
    assertThat(Here.in(folder).run(command).out())
        .contains("user u2001 on mail1", "2026-11-24 20:54:00Z");
  }

  @Test
  void whatIsNoMailLogIsSaidSo() throws IOException {
    Path notes = folder.resolve("notes");
    Files.writeString(notes, "buy milk\nbuy \u001b[31mbread\n".repeat(60));
    Here.Ran ran = Here.in(folder).run("replay", notes.toString());
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .contains(
            "notes is no log of a mail server that is understood: of its 120 lines 0 are",
            "nobody sent anything in 120 lines of 1 file",
            "  buy \\u001b[31mbread");
    Here.Ran both = Here.in(folder).run("replay", notes.toString(), log.toString());
    assertThat(both.status()).as("what was meant was not read").isEqualTo(1);
    assertThat(both.out()).contains("uid 2001");
    assertThat(both.err()).contains("notes is no log");
  }

  @Test
  void aLogThatIsMissingIsSaidAndTheOthersAreRead() {
    Here.Ran ran = Here.in(folder).run("replay", folder.resolve("none").toString(), log.toString());
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("there is no ").contains("none");
    assertThat(ran.out()).contains("uid 2001");
  }

  @Test
  void asJsonItIsOneObject() {
    assertThat(run("--json").out())
        .contains("\"messages\":3", "\"first\":\"2026-11-22T21:54:00Z\"");
  }

  @Test
  void whatCannotBeReadIsSaid() throws IOException {
    Files.write(folder.resolve("mail.log.2.gz"), new byte[] {1, 2, 3});
    Here.Ran ran = run();
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("mail.log.2.gz: ");
    assertThat(ran.out()).contains("uid 2001");
    assertThat(Here.in(folder).run("replay", folder.resolve("none").toString()).status())
        .isEqualTo(1);
    assertThat(run("--since", "soon").status()).isEqualTo(2);
    assertThat(run("--time-zone", "Moon").status()).isEqualTo(2);
  }
}
