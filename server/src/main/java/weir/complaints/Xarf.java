package weir.complaints;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import weir.mime.Header;
import weir.net.IpAddress;
import weir.report.Complaint;
import weir.report.FeedbackType;
import weir.report.JsonReports;

/// Reads XARF, the format of abuse reports as JSON, in all its versions (https://xarf.org; fields
/// of the schemas 1 to 3). Reports that are about no address of ours, such as those of a hacked web
/// page, are none here.
public final class Xarf implements JsonReports {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public List<Complaint> read(String text, String reporter) {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JacksonException _) {
      return List.of();
    }
    JsonNode report = root.path("Report");
    Optional<IpAddress> source = address(report);
    if (!root.path("Version").isValueNode() || !report.isObject() || source.isEmpty()) {
      return List.of();
    }
    return List.of(
        new Complaint(
            Complaint.Form.XARF,
            type(report),
            contact(root.path("ReporterInfo")).orElse(reporter),
            text(root.path("ReporterInfo"), "ReporterOrg"),
            source,
            text(report, "Date").flatMap(Xarf::time),
            text(report, "SmtpMailFromAddress"),
            recipients(report),
            text(report, "SmtpMessageId").map(id -> id.replaceAll("^<|>$", "")),
            Header.NONE,
            true));
  }

  private static FeedbackType type(JsonNode report) {
    String word =
        (text(report, "ReportClass").orElse("") + " " + text(report, "ReportType").orElse(""))
            .toLowerCase(Locale.ROOT);
    if (word.contains("phish") || word.contains("fraud")) {
      return FeedbackType.FRAUD;
    }
    if (word.contains("malware")) {
      return FeedbackType.VIRUS;
    }
    return word.contains("spam") ? FeedbackType.ABUSE : FeedbackType.UNSPECIFIED;
  }

  private static Optional<IpAddress> address(JsonNode report) {
    return text(report, "SourceIp")
        .or(() -> text(report, "SourceIpAddress"))
        .or(() -> text(report, "Source"))
        .flatMap(IpAddress::parse);
  }

  private static Optional<String> contact(JsonNode info) {
    return text(info, "ReporterContactEmail").or(() -> text(info, "ReporterOrgEmail"));
  }

  private static List<String> recipients(JsonNode report) {
    List<String> recipients = new ArrayList<>();
    text(report, "SmtpRcptToAddress").ifPresent(recipients::add);
    return recipients;
  }

  private static Optional<Instant> time(String value) {
    try {
      return Optional.of(OffsetDateTime.parse(value).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isString() ? Optional.of(value.asString()) : Optional.empty();
  }
}
