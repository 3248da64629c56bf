package weir.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import weir.mime.Entity;
import weir.mime.MimeBounds;

/// The octets of a delivery status, and the same octets as text of a bounce.
final class DeliveryStatusFuzzTest {
  private static final String STATUS =
      "Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n";

  private static final String TEXT = "From: MAILER-DAEMON@example.org\nSubject: failure notice\n\n";

  @FuzzTest
  void codesAreCodesAndRecipientsAreOfOneLine(byte[] octets) {
    if (octets.length > 16_384) {
      return;
    }
    look(STATUS, octets);
    look(TEXT, octets);
  }

  private static void look(String above, byte[] octets) {
    ByteArrayOutputStream mail = new ByteArrayOutputStream();
    mail.writeBytes(above.getBytes(ISO_8859_1));
    mail.writeBytes(octets);
    Entity message = Entity.read(mail.toByteArray(), MimeBounds.USUAL);
    for (Report report : new ReportReader(JsonReports.NONE).read(message)) {
      if (report instanceof Bounce bounce) {
        assertThat(bounce.deliveries()).isNotEmpty();
        bounce.deliveries().forEach(DeliveryStatusFuzzTest::look);
      }
    }
  }

  private static void look(Delivery delivery) {
    assertThat(delivery.recipient()).doesNotContain("\n", "\r");
    assertThat(delivery.status().orElse("5.0.0")).matches("[245]\\.\\d{1,3}\\.\\d{1,3}");
    assertThat(delivery.reply().orElse(550)).isBetween(400, 599);
  }
}
