package weir.report;

import java.util.List;
import java.util.Optional;
import weir.mime.Entity;
import weir.mime.Field;
import weir.mime.Header;

/// Complaints in which nothing is written for programs: the message is attached, or its header
/// stands in the text.
final class PlainComplaints {
  /// The field in which Microsoft names the recipient.
  static final String MICROSOFT = "X-HmXmrOriginalRecipient";

  /// With a version behind it, the first line of SpamCop's own format.
  private static final String SPAMCOP = "[ SpamCop V";

  private PlainComplaints() {}

  static List<Complaint> read(Entity message, String reporter) {
    String subject = message.header().text("Subject").orElse("");
    List<Entity> texts = ReportReader.ownTexts(message);
    String first = texts.isEmpty() ? "" : texts.getFirst().text(ReportReader.TEXT);
    List<Entity> attached = ReportReader.attached(message);
    Header redirected = redirected(message.header());
    if (!redirected.fields().isEmpty()) {
      return List.of(complaint(Complaint.Form.ATTACHED, redirected, subject, reporter));
    }
    if (!attached.isEmpty()) {
      return attached.stream()
          .map(of ->
              complaint(Complaint.Form.ATTACHED, of.header(), subject + "\n" + first, reporter))
          .toList();
    }
    for (Entity text : texts) {
      String body = text.type().is("text/html") ? untagged(text) : text.text(ReportReader.TEXT);
      Optional<PastedHeader> pasted = PastedHeader.find(body);
      if (pasted.isPresent()) {
        String above = subject + "\n" + pasted.get().above();
        return List.of(complaint(pasted.get().form(), pasted.get().header(), above, reporter));
      }
    }
    return List.of();
  }

  /// Microsoft once sent the message itself, with fields put on top of its header: what stands
  /// below the first of them is that of the message.
  private static Header redirected(Header header) {
    List<Field> fields = header.fields();
    for (int at = 0; at < fields.size(); at++) {
      if (fields.get(at).is(MICROSOFT)) {
        return new Header(fields.subList(at, fields.size()));
      }
    }
    return Header.NONE;
  }

  /// Somebody asks a list to leave him alone, by the button of his mail program.
  static Complaint optOut(String reporter) {
    return new Complaint(
        Complaint.Form.ATTACHED,
        FeedbackType.OPT_OUT,
        reporter,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Header.NONE,
        true);
  }

  private static Complaint complaint(
      Complaint.Form form, Header reported, String told, String reporter) {
    boolean feedback = reported.has(MICROSOFT) || told.contains(SPAMCOP);
    return new Complaint(
        form,
        feedback ? FeedbackType.ABUSE : FeedbackType.UNSPECIFIED,
        reporter,
        Optional.empty(),
        ToldSource.address(told),
        Optional.empty(),
        Optional.empty(),
        FeedbackFields.recipients(Header.NONE, reported),
        FeedbackFields.id(reported, "Message-ID"),
        reported,
        reported.fields().isEmpty() || Redaction.in(reported));
  }

  /// HTML without its tags, line breaks kept. Not what a browser shows; enough for a header in it.
  private static String untagged(Entity html) {
    return html.text(ReportReader.TEXT)
        .replaceAll("(?i)<(?:br|/p|/div|/tr|/pre)\\b[^>]{0,200}>", "\n")
        .replaceAll("<[a-zA-Z/!][^<>@]{0,1000}>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", " ")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
  }
}
