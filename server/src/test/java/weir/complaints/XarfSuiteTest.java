package weir.complaints;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import weir.report.Complaint;
import weir.report.FeedbackType;
import weir.testkit.Conformance;

/// The samples of the XARF project, of every version.
class XarfSuiteTest {
  @Test
  void whatNamesAnAddressIsAComplaint() throws IOException {
    int read = 0;
    for (Map.Entry<String, String> file : Conformance.read("arf-bounce").entrySet()) {
      String text = file.getValue();
      if (file.getKey().startsWith("xarf/samples/positive/") && text.contains("\"Version\"")) {
        List<Complaint> complaints = new Xarf().read(text, "desk@example.org");
        assertThat(complaints.size())
            .as(file.getKey())
            .isEqualTo(text.contains("\"SourceIp\"") ? 1 : 0);
        read += complaints.size();
        if (file.getKey().contains("spam")) {
          assertThat(complaints.getFirst().type()).isEqualTo(FeedbackType.ABUSE);
          assertThat(complaints.getFirst().arrived()).isPresent();
        }
      }
    }
    assertThat(read).as("reports with an address").isGreaterThan(40);
    assertThat(Conformance.page()).contains("%d XARF reports".formatted(read));
  }

  /// What their schemas refuse is not always refused here: nothing of it may stop the reading.
  @Test
  void whatIsNoValidReportStopsNothing() throws IOException {
    int read = 0;
    for (Map.Entry<String, String> file : Conformance.read("arf-bounce").entrySet()) {
      if (file.getKey().startsWith("xarf/samples/negative/")) {
        assertThat(new Xarf().read(file.getValue(), "")).hasSizeLessThanOrEqualTo(1);
        read++;
      }
    }
    assertThat(read).isGreaterThan(100);
    assertThat(new Xarf().read("{\"Version\": \"3\", \"Report\": [1]}", "")).isEmpty();
    assertThat(new Xarf().read("{broken", "")).isEmpty();
  }
}
