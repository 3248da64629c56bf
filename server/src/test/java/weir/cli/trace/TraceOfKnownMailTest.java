package weir.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.cli.KnownMail.HANDED_OVER;
import static weir.cli.KnownMail.OURS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.cli.Here;
import weir.cli.KnownMail;

/// `weir trace` where the logs of the mail servers have been read.
class TraceOfKnownMailTest {
  @TempDir private Path folder;

  @BeforeEach
  void keep() throws SQLException {
    KnownMail.keep(folder);
  }

  private String trace(String header) throws IOException {
    Path file = Files.writeString(folder.resolve("complaint"), header + "\n");
    return Here.in(folder).run("trace", file.toString()).out();
  }

  @Test
  void aQueueIdOfOursLeadsToTheWholeWay() throws IOException {
    assertThat(trace(HANDED_OVER + OURS))
        .startsWith("Account club, strong, by local user\nSent by uid 2001 on web1\n")
        .contains("Known messages: mail1 had it in its queue as B0")
        .contains("  On        web1 (web), queue id A0, from a program of uid 2001\n")
        .contains("  On        mail1 (mail), queue id B0, from [45.51.100.11]\n")
        .contains("  Sent by   uid 2001 on web1\n")
        .contains("  Account   club, strong, by local user\n")
        .contains("  Subject   Offer 0\n")
        .contains("  Similar   2 more by the same sender with such a subject")
        .contains("Offer 1", "Offer 2")
        .doesNotContain("Your invoice")
        .contains("Next: weir account club");
  }

  @Test
  void messageIdHostAndTimeTogetherDoTheSame() throws IOException {
    assertThat(trace(HANDED_OVER + "Message-ID: <0@club.example>\n"))
        .startsWith("Account club, strong, by local user")
        .contains("Message-ID, host and time are those of one message")
        .contains("queue id A0")
        .contains("queue id B0");
    assertThat(trace(HANDED_OVER.replace("25 Nov", "20 Nov") + "Message-ID: <0@club.example>\n"))
        .startsWith("Ours, and no customer can be named")
        .doesNotContain("club,");
  }

  /// Somebody who had a mail of the customer's puts its field onto another message.
  @Test
  void hostile_aFieldOfAnotherMessageIsNotBelieved() throws IOException {
    assertThat(trace(HANDED_OVER + OURS + "Message-ID: <1@evil.example>\n"))
        .startsWith("Ours, and no customer can be named")
        .contains("no message with this Message-ID is known to have left then");
  }

  @Test
  void whereSeveralFitNobodyIsNamed() throws IOException {
    assertThat(trace(HANDED_OVER + "Subject: x\n"))
        .startsWith("Ours, and no customer can be named")
        .contains("4 candidates: host and time fit; what would tell them apart is redacted")
        .contains("  Of these  club 4\n");
  }

  @Test
  void candidatesWithTheSubjectComeFirstAndThenTheNearest() throws IOException {
    String later = HANDED_OVER.replace("07:00:09", "07:01:04");
    assertThat(candidates(trace(later + "Subject: x\n")))
        .containsExactly("Offer 1", "Offer 0", "Offer 2", "Your invoice");
    assertThat(candidates(trace(later + "Subject: [SPAM] Your invoice\n")))
        .as("the farthest has the subject")
        .containsExactly("Your invoice", "Offer 1", "Offer 0", "Offer 2");
  }

  private static List<String> candidates(String page) {
    return page.lines()
        .filter(line -> line.startsWith("  2026-11-25 07:0"))
        .map(line -> line.substring(line.lastIndexOf("  ") + 2))
        .toList();
  }

  private static final String LOGIN =
      """
      Received: from pc (pc [203.0.113.9]) (Authenticated sender: ann@shop.example)
       by mail1.provider.example (Postfix) with ESMTPSA id B0; Wed, 25 Nov 2026 07:00:02 +0000
      """;

  /// A header in which somebody has written another login into our server's field.
  @Test
  void whereLogAndHeaderDifferTheLogCountsAndTheDifferenceIsAStep() throws IOException {
    assertThat(trace(HANDED_OVER + LOGIN + "Message-ID: <0@club.example>\n"))
        .startsWith("Account club, strong, by local user\nSent by uid 2001 on web1\n")
        .contains("strong     our mail servers wrote it down\n")
        .contains("strong     web1: handed in by a process of uid 2001\n")
        .contains(
            "strong     Received field 2 says [203.0.113.9], login ann@shop.example; the log of mail1"
                + " says [45.51.100.11]\n")
        .contains("claimed    the header leads to shop\n")
        .doesNotContain("Account shop", "logged in as ann");
    assertThat(trace(HANDED_OVER + LOGIN.replace("B0", "F0")))
        .as("twin: where no log knows the message, the header is all there is")
        .startsWith("Account shop, likely")
        .contains("would settle it: F0 in the log of the mail server of mail1")
        .contains("our logs know what left mail1 then, and nothing with the id that the header")
        .doesNotContain("the log of mail1 says");
  }

  @Test
  void whatBothSayIsNoDifference() throws IOException {
    String uid =
        "Received: by web1.provider.example (Postfix, from userid 2001)\n id A0; Wed, 25 Nov 2026 07:00:00 +0000\n";
    assertThat(trace(HANDED_OVER + OURS + uid))
        .startsWith("Account club, strong, by local user")
        .doesNotContain("says");
    assertThat(trace(HANDED_OVER + OURS + uid.replace("2001", "2002")))
        .startsWith("Account club, strong, by local user")
        .contains("Received field 3 says uid 2002; the log of web1 says uid 2001");
  }

  /// A spammer's message with the Message-ID of a customer's that left the same host at that time.
  @Test
  void hostile_aMessageIdThatWasTakenFromAnotherMailNamesNobody() throws IOException {
    assertThat(
            trace(
                HANDED_OVER
                    + OURS.replace("B0", "F0")
                    + "Message-ID: <0@club.example>\nSubject: Offer 0\n"))
        .startsWith("Ours, and no customer can be named")
        .contains("1 candidate: it has this Message-ID, which anybody can copy; mail1 had it");
    assertThat(trace(HANDED_OVER + "Message-ID: <0@club.example>\nSubject: Pills\n"))
        .startsWith("Ours, and no customer can be named")
        .contains("our logs have it with another subject");
  }
}
