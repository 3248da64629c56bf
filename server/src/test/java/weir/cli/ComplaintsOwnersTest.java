package weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    String line = list.lines().reduce((_, last) -> last).orElseThrow();
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

  @Test
  void anIdOfOurQueueVerifies() throws IOException {
    assertThat(
            taken(
                "Received: from mail1 (mail1 [45.51.100.1]) by mx; Wed, 25 Nov 2026 07:00:09 +0000\n"
                    + QUEUE_ID
                    + "Subject: Offer 0"))
        .isEqualTo("45.51.100.1 verified club Offer 0 | Why mail1 had it in its queue as B0");
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
