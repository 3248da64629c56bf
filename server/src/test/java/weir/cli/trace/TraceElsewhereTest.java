package weir.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.cli.Here;
import weir.cli.KnownMail;

/// What `weir trace` and `weir complaints take` say where no host of ours is shown to have handed
/// the message over.
class TraceElsewhereTest {
  private static final String STRANGER =
      "Received: from x (unknown [185.1.2.3]) by mx.reporter.example (Postfix) with ESMTP id 1;"
          + " Wed, 25 Nov 2026 09:00:09 +0000\n";

  private static final String UNREAD =
      "Received: from x by mx.reporter.example with QMQP; Wed, 25 Nov 2026 07:00:09 +0000\n";

  private static final String OURS = "Message-ID: <0@club.example>\nSubject: Offer 0\n\n";

  @TempDir private Path folder;

  @BeforeEach
  void keep() throws SQLException {
    KnownMail.keep(folder);
  }

  private String trace(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("m.eml"), text);
    return Here.in(folder).run("trace", file.toString()).out();
  }

  private String state(String reported) throws IOException {
    String forwarded =
        "From: ann@isp.example\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\nspam\n--c\n"
            + "Content-Type: message/rfc822\n\n"
            + reported
            + "\n--c--\n";
    Path file = Files.writeString(folder.resolve("c.eml"), forwarded);
    assertThat(Here.in(folder).run("complaints", "take", file.toString()).status()).isZero();
    return Here.in(folder).run("complaints", "show", "1").out();
  }

  @Test
  void whatSaysNothingIsNotCalledAStrangers() throws IOException {
    for (String text :
        new String[] {"", "Please stop the spam from your server!\n", UNREAD + "Subject: x\n\n"}) {
      assertThat(trace(text))
          .startsWith("Cannot be told from this")
          .contains("weir trace --source ADDRESS")
          .doesNotContain("Not ours", "not come to him from our servers");
    }
    assertThat(state(UNREAD + "Subject: x\n\n")).containsPattern("State +unknown");
  }

  /// A forwarder or a list stands between, or the id is copied.
  @Test
  void aMessageOfOursWithThisMessageIdIsShownAndNobodyIsNamed() throws IOException {
    String page = trace(STRANGER + OURS);
    assertThat(page)
        .startsWith("Not ours, as far as this header shows")
        .contains("Known messages: 1 candidate: it has this Message-ID, and anybody can write one")
        .contains("web1 A0")
        .contains("whether somebody sends his mail on")
        .doesNotContain("Account club", "Tell the complainant");
    assertThat(state(STRANGER + OURS)).containsPattern("State +1 candidate");
  }

  @Test
  void whatNoLogOfOursKnowsIsAStrangers() throws IOException {
    String other = OURS.replace("0@club.example", "7@club.example");
    assertThat(trace(STRANGER + other)).contains("Tell the complainant: as far as this header");
    assertThat(state(STRANGER + other)).containsPattern("State +not-ours");
  }
}
