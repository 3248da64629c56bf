package weir.cli.complaints;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.cli.Here;
import weir.cli.KnownMail;

/// Whose a complaint is, as `weir complaints take` finds out.
class ComplaintsOwnersTest {
  private static final String QUEUE_ID =
      "Received: from web1 (web1.provider.example [45.51.100.11]) by mail1 (Postfix) with ESMTP id B0;"
          + " Wed, 25 Nov 2026 07:00:02 +0000\n";

  @TempDir private Path folder;

  @BeforeEach
  void keep() throws SQLException {
    KnownMail.keep(folder);
  }

  private static String arf(String reported) {
    return """
    From: desk@isp.example
    Content-Type: multipart/report; report-type=feedback-report; boundary=b

    --b
    Content-Type: message/feedback-report

    Feedback-Type: abuse
    Source-IP: 45.51.100.1
    Arrival-Date: Wed, 25 Nov 2026 07:00:09 +0000

    --b
    Content-Type: message/rfc822

    %s
    --b--
    """
        .formatted(reported);
  }

  /// The columns behind SOURCE, and what `show` says of why.
  private String taken(String reported) throws IOException {
    Path file = Files.writeString(folder.resolve("a.eml"), arf(reported));
    assertThat(Here.in(folder).run("complaints", "take", file.toString()).status()).isZero();
    String list = Here.in(folder).run("complaints", "-n", "1").out();
    String line =
        list.lines().filter(each -> each.contains("45.51.100.1")).findFirst().orElseThrow();
    String id = line.split(" ", 2)[0];
    Optional<String> why =
        Here.in(folder)
            .run("complaints", "show", id)
            .out()
            .lines()
            .filter(each -> each.startsWith("Why "))
            .findFirst();
    return line.substring(line.indexOf("45.51.100.1")).replaceAll(" +", " ")
        + " | "
        + why.orElseThrow().replaceAll(" +", " ");
  }

  private static final String TOP =
      "Received: from mail1 (mail1 [45.51.100.1]) by mx; Wed, 25 Nov 2026 07:00:09 +0000\n";

  private static final String NAMED = "Message-ID: <0@club.example>\nSubject: Offer 0";

  @Test
  void anIdOfOurQueueWithItsMessageIdVerifies() throws IOException {
    assertThat(taken(TOP + QUEUE_ID + NAMED))
        .isEqualTo("45.51.100.1 verified club Offer 0 | Why mail1 had it in its queue as B0");
  }

  @Test
  void anIdOfOurQueueAloneVerifiesNobody() throws IOException {
    assertThat(taken(TOP + QUEUE_ID + "Subject: Offer 0"))
        .isEqualTo(
            "45.51.100.1 unknown - Offer 0 | Why mail1 had it in its queue as B0; it is strong of"
                + " club, and not proved: its Message-ID is not told");
  }

  /// @return what `list` and `show` say of a complaint that names an address
  private String from(String address, String reported) throws IOException {
    String arf = arf(reported).replace("Source-IP: 45.51.100.1\n", "Source-IP: " + address + "\n");
    Path file = Files.writeString(folder.resolve("b.eml"), arf);
    assertThat(Here.in(folder).run("complaints", "take", file.toString()).status()).isZero();
    return Here.in(folder).run("complaints", "-n", "1").out()
        + Here.in(folder).run("complaints", "show", "1").out();
  }

  /// The whole header of the customer's message, the recipient's own field with it, on a message of
  /// somebody else's.
  @Test
  void hostile_aCopiedHeaderFromAnotherAddressVerifiesNobody() throws IOException {
    assertThat(from("185.1.2.3", TOP + QUEUE_ID + NAMED))
        .contains("unknown")
        .contains("mail1 had it in its queue as B0; it is claimed of club")
        .doesNotContain("verified");
  }

  /// A program on the web server hands the customer's header out itself.
  @Test
  void hostile_aCopiedHeaderFromAnotherHostOfOursVerifiesNobody() throws IOException {
    String top = TOP.replace("mail1 (mail1 [45.51.100.1])", "web1 (web1 [45.51.100.11])");
    String uid =
        "Received: by web1 (Postfix, from userid 2001) id A0; Wed, 25 Nov 2026 07:00:00 +0000\n";
    assertThat(from("45.51.100.11", top + uid + NAMED))
        .contains("it left mail1, and the complainant had it from 45.51.100.11")
        .doesNotContain("verified");
    assertThat(taken(TOP + QUEUE_ID + uid + NAMED)).as("twin").contains(" verified club ");
  }

  /// The Date field is its author's.
  @Test
  void hostile_withoutTheTimeOfTheReporterNobodyIsVerified() throws IOException {
    String dated = "Date: Wed, 25 Nov 2026 07:00:00 +0000\n" + NAMED;
    assertThat(
            from(
                "45.51.100.1\nOriginal-Mail-From: <x@y.example>",
                dated.replace("Arrival-Date", "X")))
        .as("twin: the report has the time")
        .contains("verified");
    Path file =
        Files.writeString(
            folder.resolve("c.eml"), arf(dated).replaceAll("Arrival-Date: [^\n]*\n", ""));
    Here.in(folder).run("complaints", "take", file.toString());
    assertThat(Here.in(folder).run("complaints", "show", "2").out())
        .contains("not proved: when the complainant had it is not told")
        .doesNotContain("verified");
  }

  private static final String INNER =
      "Received: from mx (mx [10.1.1.1]) by box.mx; Wed, 25 Nov 2026 07:00:12 +0000\n";

  @Test
  void hostile_aMessageIdThatAnotherAccountsMessageHadVerifiesNobody() throws Exception {
    assertThat(taken(INNER + TOP + QUEUE_ID + NAMED)).as("twin").contains(" verified club ");
    KnownMail.another(folder);
    assertThat(taken(INNER + TOP + QUEUE_ID + NAMED + "\nX: 2"))
        .contains("others had this Message-ID, too, and left there then: 1")
        .doesNotContain("verified");
    assertThat(taken(TOP + QUEUE_ID + NAMED))
        .as("an id that only mail1 itself can have put there tells them apart")
        .contains(" verified club ");
  }

  @Test
  void messageIdHostAndTimeOfTheReportVerify() throws IOException {
    assertThat(taken("Message-ID: <0@club.example>\nSubject: Offer 0"))
        .isEqualTo(
            "45.51.100.1 verified club Offer 0 | Why Message-ID, host and time are those of one message");
  }

  @Test
  void whatIsRedactedHasCandidates() throws IOException {
    assertThat(taken("Message-ID: <redacted@club.example>\nSubject: Offer 0"))
        .isEqualTo(
            "45.51.100.1 4 candidates - Offer 0 | Why host and time fit; what would tell them apart is"
                + " redacted");
  }

  /// Field and login are the reporter's word.
  @Test
  void hostile_whatOnlyTheReporterShowsVerifiesNobody() throws IOException {
    assertThat(
            taken(
                "Received: from mail1 (mail1 [45.51.100.1]) by mx; Wed, 25 Nov 2026 07:00:09 +0000\n"
                    + "Received: from pc (pc [203.0.113.9]) (Authenticated sender: ann@shop.example)"
                    + " by mail1 (Postfix) with ESMTPSA id F0; Wed, 25 Nov 2026 07:00:02 +0000\n"
                    + "Message-ID: <9@evil.example>\nSubject: Pills"))
        .startsWith(
            "45.51.100.1 unknown - Pills | Why what the reporter shows leads to shop, likely, and")
        .contains("no message with this Message-ID is known to have left then");
  }

  @Test
  void hostile_aMessageIdOfAnotherMailHasACandidateOnly() throws IOException {
    assertThat(taken("Message-ID: <0@club.example>\nSubject: Cheap watches"))
        .startsWith("45.51.100.1 1 candidate -");
  }

  /// The header that is shown has another login than the log: the log's account is verified.
  @Test
  void whereTheHeaderDiffersTheLogsAccountIsVerified() throws IOException {
    assertThat(
            taken(
                "Received: from mail1 (mail1 [45.51.100.1]) by mx; Wed, 25 Nov 2026 07:00:09 +0000\n"
                    + "Received: from pc (pc [203.0.113.9]) (Authenticated sender: ann@shop.example)"
                    + " by mail1 (Postfix) with ESMTPSA id B0; Wed, 25 Nov 2026 07:00:02 +0000\n"
                    + "Message-ID: <0@club.example>\nSubject: Offer 0"))
        .startsWith("45.51.100.1 verified club Offer 0");
  }
}
