package weir.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.mime.Entity;
import weir.mime.Header;
import weir.mime.MimeBounds;

/// Complaints with a part that programs read (RFC 5965), also where the part has another type, the
/// parts another order, or the whole was forwarded inside of another message.
final class FeedbackReports {
  private static final int DEEPEST_HEADER = 3;

  private FeedbackReports() {}

  /// @return one for each reported message; where nothing is attached, one for each report
  static List<Complaint> read(Entity message, String reporter) {
    Optional<Entity> around = around(message);
    if (around.isEmpty()) {
      return List.of();
    }
    List<Header> reports = new ArrayList<>();
    around.get().parts().forEach(part -> fields(part).ifPresent(reports::add));
    List<Header> reported = reported(around.get());
    String text =
        ReportReader.ownTexts(around.get()).stream()
            .filter(part -> fields(part).isEmpty())
            .map(part -> part.text(ReportReader.TEXT))
            .findFirst()
            .orElse("");
    List<Complaint> complaints = new ArrayList<>();
    for (int i = 0; i < Math.max(reports.size(), reported.size()); i++) {
      Header of = i < reported.size() ? reported.get(i) : Header.NONE;
      Header said = reports.get(Math.min(i, reports.size() - 1));
      complaints.add(FeedbackFields.complaint(said, of, text, reporter));
    }
    return complaints;
  }

  /// The innermost entity that has a report among its parts.
  private static Optional<Entity> around(Entity entity) {
    for (Entity part : entity.parts()) {
      Optional<Entity> inside = around(part);
      if (inside.isPresent()) {
        return inside;
      }
    }
    boolean here = entity.parts().stream().anyMatch(part -> fields(part).isPresent());
    return here ? Optional.of(entity) : Optional.empty();
  }

  /// The fields of a report. Some programs write the header of a part twice; what stands below is
  /// the report.
  private static Optional<Header> fields(Entity part) {
    boolean declared = part.type().is("message/feedback-report");
    if (!part.isLeaf() || !declared && !part.type().type().equals("text")) {
      return Optional.empty();
    }
    String text = part.text(ReportReader.TEXT);
    for (int i = 0; i < DEEPEST_HEADER; i++) {
      Entity read = Entity.read(text.getBytes(UTF_8), MimeBounds.USUAL);
      if (read.header().has("Feedback-Type")) {
        return Optional.of(read.header());
      }
      text = new String(read.body().copy(ReportReader.TEXT), UTF_8);
    }
    return declared ? Optional.of(Header.NONE) : Optional.empty();
  }

  /// The headers of what is reported. A part that should be one and has no field is one all the
  /// same: the reporter left it out.
  private static List<Header> reported(Entity around) {
    List<Header> attached =
        ReportReader.attached(around).stream().map(FeedbackReports::header).toList();
    if (!attached.isEmpty()) {
      return attached;
    }
    List<Entity> texts =
        ReportReader.ownTexts(around).stream().filter(part -> fields(part).isEmpty()).toList();
    for (Entity text : texts.reversed()) {
      Optional<PastedHeader> pasted = PastedHeader.find(text.text(ReportReader.TEXT));
      if (pasted.isPresent()) {
        return List.of(pasted.get().header());
      }
    }
    return List.of();
  }

  /// Some programs put an empty line, or a header of their own, above that of the message.
  private static Header header(Entity message) {
    if (!message.header().fields().isEmpty()) {
      return message.header();
    }
    return PastedHeader.find(message.text(ReportReader.TEXT))
        .map(PastedHeader::header)
        .orElse(Header.NONE);
  }
}
