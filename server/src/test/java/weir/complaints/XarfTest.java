package weir.complaints;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.mime.Entity;
import weir.mime.MimeBounds;
import weir.report.Complaint;
import weir.report.FeedbackType;
import weir.report.ReportReader;

class XarfTest {
  private static final String SPAM =
      """
      Received: from mail.example.net (mail.example.net [192.0.2.7])
       by mx.example.org; Sun, 29 Nov 2026 00:00:00 +0000
      Message-ID: <spam@example.net>
      Subject: Buy

      """;

  private static String fourth(String category, String type, String payload) {
    return """
    {"xarf_version": "4.2.0", "report_id": "550e8400-e29b-41d4-a716-446655440000",
     "timestamp": "2026-11-29T00:00:05Z",
     "reporter": {"org": "Desk", "contact": "desk@example.org", "domain": "example.org"},
     "sender": {"org": "Relay", "contact": "relay@example.com", "domain": "example.com"},
     "source_identifier": "192.0.2.7", "source_port": 25,
     "category": "%s", "type": "%s", "protocol": "smtp", "smtp_from": "a@example.net",
     "smtp_to": "b@example.org",
     "evidence": [{"content_type": "text/plain", "payload": "notes"},
                  {"content_type": "message/rfc822", "payload": "%s"}]}
    """
        .formatted(category, type, payload);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  @Test
  void aReportOfTheFourthVersionHasTheMessageInIt() {
    for (String payload : List.of(base64(SPAM), SPAM.replace("\n", "\\n"))) {
      Complaint complaint =
          new Xarf().read(fourth("messaging", "spam", payload), "from@example.org").getFirst();
      assertThat(complaint.form()).isEqualTo(Complaint.Form.XARF);
      assertThat(complaint.type()).isEqualTo(FeedbackType.ABUSE);
      assertThat(complaint.reporter()).isEqualTo("desk@example.org");
      assertThat(complaint.source()).map(Object::toString).contains("192.0.2.7");
      assertThat(complaint.arrived()).map(Object::toString).contains("2026-11-29T00:00:05Z");
      assertThat(complaint.sender()).contains("a@example.net");
      assertThat(complaint.recipients()).containsExactly("b@example.org");
      assertThat(complaint.messageId()).contains("spam@example.net");
      assertThat(complaint.reported().has("Received")).isTrue();
      assertThat(complaint.redacted()).isFalse();
    }
  }

  @Test
  void itsKindsAreOurs() {
    assertThat(type("messaging", "bulk_messaging")).isEqualTo(FeedbackType.ABUSE);
    assertThat(type("content", "phishing")).isEqualTo(FeedbackType.FRAUD);
    assertThat(type("content", "malware")).isEqualTo(FeedbackType.VIRUS);
    assertThat(type("connection", "port_scan")).isEqualTo(FeedbackType.UNSPECIFIED);
  }

  private static FeedbackType type(String category, String type) {
    return new Xarf().read(fourth(category, type, ""), "").getFirst().type();
  }

  @Test
  void theMessageOfAnEarlierVersionIsReadToo() {
    String report =
        """
        {"Version": "3", "ReporterInfo": {"ReporterOrg": "Desk"},
         "Report": {"ReportClass": "Activity", "ReportType": "Spam", "Date": "2026-11-29T00:00:05Z",
         "SourceIp": "192.0.2.7", "Samples": [{"ContentType": "message/rfc822",
         "Base64Encoded": true, "Payload": "%s"}]}}
        """
            .formatted(base64(SPAM));
    Complaint complaint = new Xarf().read(report, "from@example.org").getFirst();
    assertThat(complaint.messageId()).contains("spam@example.net");
    assertThat(complaint.reporter()).isEqualTo("from@example.org");
  }

  @Test
  void aReportAboutNoAddressOrWithoutEvidenceStopsNothing() {
    String report = fourth("messaging", "spam", "%%%");
    assertThat(new Xarf().read(report, "").getFirst().redacted()).isTrue();
    assertThat(new Xarf().read(report.replace("192.0.2.7", "https://example.net/"), "")).isEmpty();
    assertThat(new Xarf().read("{\"xarf_version\": {}, \"evidence\": 5}", "")).isEmpty();
  }

  /// A message of half a megabyte in a report: cut, it would be none.
  @Test
  void aLargeReportIsReadWhole() {
    String mail =
        "From: desk@example.org\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
            + "Content-Type: application/json\n\n"
            + fourth("messaging", "spam", base64(SPAM + "x".repeat(500_000)))
            + "\n--b--\n";
    assertThat(
            new ReportReader(new Xarf())
                .read(Entity.read(mail.getBytes(UTF_8), MimeBounds.USUAL))
                .getFirst())
        .isInstanceOfSatisfying(
            Complaint.class,
            complaint -> assertThat(complaint.messageId()).contains("spam@example.net"));
  }

  @Test
  void anAddressThatIsNoneHidesNoGoodOne() {
    String report =
        """
        {"Version": "1", "ReporterInfo": {"ReporterOrg": "Desk"},
         "Report": {"ReportType": "Spam", "SourceIp": "unknown", "Source": "192.0.2.7"}}
        """;
    assertThat(new Xarf().read(report, "").getFirst().source())
        .map(Object::toString)
        .contains("192.0.2.7");
  }
}
