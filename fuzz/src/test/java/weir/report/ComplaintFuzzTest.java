package weir.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import weir.mime.Entity;
import weir.mime.MimeBounds;

/// A message at the abuse address, whatever it is.
final class ComplaintFuzzTest {

  @FuzzTest
  void thereIsAlwaysAnAnswerAndNeverTheHeaderOfTheComplaint(byte[] octets) {
    if (octets.length > 65_536) {
      return;
    }
    Entity message = Entity.read(octets, MimeBounds.USUAL);
    List<Report> reports = new ReportReader(JsonReports.NONE).read(message);
    assertThat(reports).isNotEmpty().isEqualTo(new ReportReader(JsonReports.NONE).read(message));
    for (Report report : reports) {
      if (report instanceof Complaint complaint && !complaint.reported().fields().isEmpty()) {
        assertThat(complaint.reported()).isNotSameAs(message.header());
      }
      if (report instanceof Complaint complaint) {
        assertThat(complaint.redacted() || !complaint.reported().fields().isEmpty()).isTrue();
      }
    }
  }
}
