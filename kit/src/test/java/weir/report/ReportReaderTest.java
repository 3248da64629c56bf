package weir.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import weir.mime.Entity;
import weir.mime.MimeBounds;

class ReportReaderTest {
  private static final String SPAM =
      """
      Received: from mail.example.net (mail.example.net [192.0.2.7])
       by mx.example.org; Sun, 29 Nov 2026 00:00:00 +0000
      Message-ID: <spam@example.net>
      Subject: Buy
      From: a@example.net

      Buy now
      """;

  private static final String FEEDBACK =
      """
      Feedback-Type: abuse
      Source-IP: 192.0.2.7 (mail.example.net)
      Arrival-Date: Sun, 29 Nov 2026 00:00:00 +0000
      Original-Rcpt-To: <b@example.org>

      """;

  /// Hostile row 101: whatever the order of the parts, the id is that of the message.
  @Test
  void thePartsOfAReportMayHaveAnyOrder() {
    for (String parts :
        List.of(
            part("text/plain", "hello")
                + part("message/feedback-report", FEEDBACK)
                + part("message/rfc822", SPAM),
            part("message/rfc822", SPAM)
                + part("message/feedback-report", FEEDBACK)
                + part("text/plain", "hello"),
            part("text/plain", FEEDBACK) + part("text/plain", SPAM))) {
      Complaint complaint = one(mixed(parts));
      assertThat(complaint.form()).isEqualTo(Complaint.Form.ARF);
      assertThat(complaint.messageId()).contains("spam@example.net");
      assertThat(complaint.source()).map(Object::toString).contains("192.0.2.7");
      assertThat(complaint.arrived()).map(Object::toString).contains("2026-11-29T00:00:00Z");
      assertThat(complaint.recipients()).containsExactly("b@example.org");
      assertThat(complaint.reporter()).isEqualTo("desk@example.org");
    }
  }

  @Test
  void severalReportsInOneAreSeveral() {
    String second = SPAM.replace("spam@", "other@");
    String fraud = FEEDBACK.replace("abuse", "fraud");
    List<Report> reports =
        read(
            mixed(
                part("message/feedback-report", FEEDBACK)
                    + part("message/rfc822", SPAM)
                    + part("message/feedback-report", fraud)
                    + part("message/rfc822", second)));
    assertThat(reports)
        .extracting(report ->
            ((Complaint) report).type() + " " + ((Complaint) report).messageId().orElseThrow())
        .containsExactly("ABUSE spam@example.net", "FRAUD other@example.net");
  }

  @Test
  void aReportThatWasForwardedIsRead() {
    String report = mixed(part("message/feedback-report", FEEDBACK) + part("message/rfc822", SPAM));
    String forwarded =
        "From: boss@example.org\nContent-Type: multipart/mixed; boundary=f\n\n--f\n\nsee below\n--f\n"
            + "Content-Type: message/rfc822\n\n"
            + report
            + "\n--f--\n";
    assertThat(one(forwarded).messageId()).contains("spam@example.net");
  }

  @Test
  void notSpamAndFailedAuthenticationNeverCountAgainstTheSender() {
    String mail = mixed(part("message/feedback-report", FEEDBACK.replace("abuse", "not-spam")));
    assertThat(one(mail).type().countsAgainstTheSender()).isFalse();
    assertThat(FeedbackType.read("Auth-Failure").countsAgainstTheSender()).isFalse();
    assertThat(FeedbackType.read("abuse").countsAgainstTheSender()).isTrue();
  }

  @Test
  void aReportWithoutItsMessageIsRedacted() {
    Complaint complaint = one(mixed(part("message/feedback-report", FEEDBACK)));
    assertThat(complaint.redacted()).isTrue();
    assertThat(complaint.messageId()).isEmpty();
  }

  @Test
  void anAttachedMessageIsAComplaint() {
    Complaint complaint =
        one(mixed(part("text/plain", "spam from IP 192.0.2.7!") + part("message/rfc822", SPAM)));
    assertThat(complaint.form()).isEqualTo(Complaint.Form.ATTACHED);
    assertThat(complaint.type()).isEqualTo(FeedbackType.UNSPECIFIED);
    assertThat(complaint.messageId()).contains("spam@example.net");
    assertThat(complaint.source()).map(Object::toString).contains("192.0.2.7");
  }

  @Test
  void aHeaderInTheTextIsFoundWhateverWasDoneToIt() {
    for (String pasted :
        List.of(
            SPAM,
            SPAM.replaceAll("(?m)^", "> "),
            SPAM.replaceAll("(?m)^", "    "),
            SPAM.replaceAll("(?m)^", "> > "),
            SPAM.replace("\n by", "\nby"))) {
      Complaint complaint =
          one("From: me@example.org\nSubject: spam\n\nHello, stop this:\n\n" + pasted);
      assertThat(complaint.form()).as(pasted).isEqualTo(Complaint.Form.PASTED);
      assertThat(complaint.messageId()).as(pasted).contains("spam@example.net");
      assertThat(complaint.reported().value("Received"))
          .as(pasted)
          .hasValueSatisfying(value -> assertThat(value).endsWith("+0000"));
    }
  }

  @Test
  void whatAMailProgramWritesAboveAForwardedMessageIsAllThereIs() {
    Complaint complaint =
        one(
            "From: me@example.org\n\nWhy?\n\n-----Original Message-----\nFrom: a@example.net\n"
                + "Sent: Sunday\nTo: me@example.org\nSubject: Buy\n\nBuy now\n");
    assertThat(complaint.form()).isEqualTo(Complaint.Form.INLINE);
    assertThat(complaint.reported().text("Subject")).contains("Buy");
  }

  @Test
  void ordinaryMailIsNoReport() {
    assertThat(read("From: me@example.org\nSubject: hello\n\nFrom: the beginning\nTo: the end\n"))
        .containsExactly(new NoReport());
  }

  @Test
  void qmailsBouncesAreRead() {
    Bounce bounce =
        bounce(
            """
            From: MAILER-DAEMON@mail.example.org
            Subject: failure notice

            Hi. This is the qmail-send program at mail.example.org.
            I'm afraid I wasn't able to deliver your message to the following addresses.

            <b@example.com>:
            192.0.2.9 does not like recipient.
            Remote host said: 550 5.1.1 No such user here
            Giving up on 192.0.2.9.

            <c@example.com>:
            Sorry, I couldn't find any host named example.com. (#5.1.2)

            --- Below this line is a copy of the message.

            Return-Path: <a@example.net>
            Subject: Buy

            """);
    assertThat(bounce.deliveries())
        .extracting(Delivery::recipient)
        .containsExactly("b@example.com", "c@example.com");
    assertThat(bounce.deliveries())
        .extracting(Delivery::reason)
        .containsExactly(Reason.USER_UNKNOWN, Reason.HOST_UNKNOWN);
    assertThat(bounce.deliveries().getFirst().reply()).hasValue(550);
    assertThat(bounce.reported().text("Subject")).contains("Buy");
  }

  @Test
  void statusForProgramsIsRead() {
    Bounce bounce =
        bounce(
            mixed(
                part(
                        "message/delivery-status",
                        "Reporting-MTA: dns; mx.example.org\n\nFinal-Recipient: rfc822; b@example.com\n"
                            + "Action: delayed\nStatus: 4.0.0\nDiagnostic-Code: smtp; 452 4.2.2 mailbox full\n\n")
                    + part("text/rfc822-headers", SPAM)));
    assertThat(bounce.reporter()).isEqualTo("mx.example.org");
    Delivery delivery = bounce.deliveries().getFirst();
    assertThat(delivery.action()).isEqualTo(Delivery.Action.DELAYED);
    assertThat(delivery.status()).contains("4.2.2");
    assertThat(delivery.reason()).isEqualTo(Reason.MAILBOX_FULL);
    assertThat(bounce.reported().value("Message-ID")).contains("<spam@example.net>");
  }

  @Test
  void vacationIsNoBounceAndABounceNoVacation() {
    assertThat(
            read(
                "From: b@example.com\nAuto-Submitted: auto-replied (vacation)\nSubject: Re: Buy\n\nI am away\n"))
        .containsExactly(new AutomaticReply("b@example.com"));
    assertThat(
            read(
                "From: Mail Delivery System <Mailer-Daemon@example.com>\nAuto-Submitted: auto-replied\n"
                    + "X-Failed-Recipients: b@example.com\nSubject: Mail delivery failed\n\n"
                    + "  b@example.com\n    550 no such user\n"))
        .singleElement()
        .isInstanceOf(Bounce.class);
  }

  /// A group that is matched again and again would use up the stack.
  @Test
  void hostile_aLineWithoutEndIsRead() {
    String marks = ">".repeat(200_000);
    assertThat(read("From: me@example.org\n\n" + marks + "\n" + SPAM)).hasSize(1);
    assertThat(Quoting.unquoted(marks)).isEqualTo(marks);
    assertThat(Quoting.unquoted(marks.substring(0, Quoting.LONGEST_LINE))).isEmpty();
    assertThat(Quoting.unquoted(" > >| Received: x")).isEqualTo("Received: x");
    assertThat(Quoting.unquoted("Received: x")).isEqualTo("Received: x");
    String labels = ".a".repeat(100_000);
    assertThat(
            read(
                "From: Mailer-Daemon@example.com\nX-Failed-Recipients: b@example.com, c@x"
                    + labels
                    + "\nSubject: Mail delivery failed\n\n  b@example.com\n    550 no\n"))
        .singleElement()
        .isInstanceOfSatisfying(
            Bounce.class,
            bounce ->
                assertThat(bounce.deliveries())
                    .extracting(Delivery::recipient)
                    .containsExactly("b@example.com"));
  }

  private static String mixed(String parts) {
    return "From: Desk <desk@example.org>\nMessage-ID: <report@example.org>\n"
        + "Content-Type: multipart/mixed; boundary=b\n\n"
        + parts
        + "--b--\n";
  }

  private static String part(String type, String text) {
    return "--b\nContent-Type: " + type + "\n\n" + text + "\n";
  }

  private static Complaint one(String mail) {
    assertThat(read(mail)).singleElement().isInstanceOf(Complaint.class);
    return (Complaint) read(mail).getFirst();
  }

  private static Bounce bounce(String mail) {
    assertThat(read(mail)).singleElement().isInstanceOf(Bounce.class);
    return (Bounce) read(mail).getFirst();
  }

  private static List<Report> read(String text) {
    return new ReportReader(JsonReports.NONE)
        .read(Entity.read(text.getBytes(ISO_8859_1), MimeBounds.USUAL));
  }

  /// As SpamCop writes to those who do not want ARF.
  @Test
  void spamCopNamesTheAddressAndPastesTheMessage() {
    Complaint complaint =
        one(
            """
            From: 999@reports.spamcop.example
            Precedence: list
            Subject: [SpamCop (192.0.2.7) id:999]Buy
            Message-ID: <rid_999@msgid.spamcop.example>

            [ SpamCop V5.2.0 ]
            This message is brief for your comfort.  Please use links below for details.

            Email from 192.0.2.7 / Sun, 29 Nov 2026 00:00:00 +0000
            https://spamcop.example/w3m?i=z999z

            [ Offending message ]
            Return-Path: <a@example.net>
            """
                + SPAM);
    assertThat(complaint.form()).isEqualTo(Complaint.Form.PASTED);
    assertThat(complaint.type()).isEqualTo(FeedbackType.ABUSE);
    assertThat(complaint.source()).map(Object::toString).contains("192.0.2.7");
    assertThat(complaint.messageId()).contains("spam@example.net");
    assertThat(complaint.reporter()).isEqualTo("999@reports.spamcop.example");
  }
}
