package weir.complaints;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import weir.mime.Entity;
import weir.mime.Header;
import weir.mime.MimeBounds;
import weir.net.IpAddress;
import weir.report.Complaint;
import weir.report.FeedbackType;
import weir.report.JsonReports;
import weir.report.Redaction;

/// Reads XARF, the format of abuse reports as JSON, in all its versions (https://xarf.org; fields
/// of the schemas 1 to 4). Reports that are about no address of ours, such as those of a hacked web
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
    Optional<Complaint> complaint =
        root.path("xarf_version").isValueNode() ? fourth(root, reporter) : earlier(root, reporter);
    return complaint.map(List::of).orElse(List.of());
  }

  private static Optional<Complaint> earlier(JsonNode root, String reporter) {
    JsonNode report = root.path("Report");
    Optional<IpAddress> source = address(report);
    if (!root.path("Version").isValueNode() || !report.isObject() || source.isEmpty()) {
      return Optional.empty();
    }
    Header reported = sample(report.path("Samples"), "ContentType", "Payload");
    return Optional.of(
        new Complaint(
            Complaint.Form.XARF,
            type(text(report, "ReportClass"), text(report, "ReportType")),
            contact(root.path("ReporterInfo")).orElse(reporter),
            text(root.path("ReporterInfo"), "ReporterOrg"),
            source,
            text(report, "Date").flatMap(Xarf::time),
            text(report, "SmtpMailFromAddress"),
            text(report, "SmtpRcptToAddress").stream().toList(),
            id(text(report, "SmtpMessageId"), reported),
            reported,
            reported.fields().isEmpty() || Redaction.in(reported)));
  }

  private static Optional<Complaint> fourth(JsonNode report, String reporter) {
    Optional<IpAddress> source = text(report, "source_identifier").flatMap(IpAddress::parse);
    if (source.isEmpty()) {
      return Optional.empty();
    }
    Header reported = sample(report.path("evidence"), "content_type", "payload");
    return Optional.of(
        new Complaint(
            Complaint.Form.XARF,
            type(text(report, "category"), text(report, "type")),
            text(report.path("reporter"), "contact").orElse(reporter),
            text(report.path("reporter"), "org"),
            source,
            text(report, "timestamp").flatMap(Xarf::time),
            text(report, "smtp_from"),
            text(report, "smtp_to").stream().toList(),
            id(text(report, "message_id"), reported),
            reported,
            reported.fields().isEmpty() || Redaction.in(reported)));
  }

  private static Optional<String> id(Optional<String> told, Header reported) {
    return told.or(() -> reported.value("Message-ID"))
        .map(id -> id.strip().replaceAll("^<|>$", ""));
  }

  /// The header of the message that is there as evidence; in base64, or as it is.
  private static Header sample(JsonNode samples, String type, String payload) {
    for (JsonNode sample : samples) {
      String kind = text(sample, type).orElse("").toLowerCase(Locale.ROOT);
      if (kind.startsWith("message/") || kind.equals("text/rfc822-headers")) {
        Header header =
            Entity.read(octets(text(sample, payload).orElse("")), MimeBounds.USUAL).header();
        if (!header.fields().isEmpty()) {
          return header;
        }
      }
    }
    return Header.NONE;
  }

  /// No header of a message is base64: there is a colon in it.
  private static byte[] octets(String payload) {
    if (payload.indexOf(':') < 0) {
      try {
        return Base64.getMimeDecoder().decode(payload);
      } catch (IllegalArgumentException _) {
        return new byte[0];
      }
    }
    return payload.getBytes(StandardCharsets.UTF_8);
  }

  private static FeedbackType type(Optional<String> kind, Optional<String> type) {
    String word = (kind.orElse("") + " " + type.orElse("")).toLowerCase(Locale.ROOT);
    if (word.contains("phish") || word.contains("fraud")) {
      return FeedbackType.FRAUD;
    }
    if (word.contains("malware")) {
      return FeedbackType.VIRUS;
    }
    return word.contains("spam") || word.contains("bulk_messaging")
        ? FeedbackType.ABUSE
        : FeedbackType.UNSPECIFIED;
  }

  private static Optional<IpAddress> address(JsonNode report) {
    return Stream.of("SourceIp", "SourceIpAddress", "Source")
        .flatMap(name -> text(report, name).flatMap(IpAddress::parse).stream())
        .findFirst();
  }

  private static Optional<String> contact(JsonNode info) {
    return text(info, "ReporterContactEmail").or(() -> text(info, "ReporterOrgEmail"));
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
