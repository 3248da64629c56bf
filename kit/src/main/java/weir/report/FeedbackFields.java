package weir.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import weir.mail.MailDate;
import weir.mime.AddressList;
import weir.mime.Field;
import weir.mime.Header;
import weir.mime.MessageIds;
import weir.mime.NamedAddress;
import weir.net.IpAddress;

/// What the fields of a report say (RFC 5965 section 3), in the spellings of all its drafts.
final class FeedbackFields {
  private FeedbackFields() {}

  /// @param said fields of the report
  /// @param reported header of the message
  /// @param text what the report says to people; some say there what no field says
  static Complaint complaint(Header said, Header reported, String text, String reporter) {
    List<String> recipients = recipients(said, reported);
    Optional<String> messageId =
        id(reported, "Message-ID")
            .or(() -> id(said, "Original-Message-ID"))
            .or(() -> id(said, "Message-ID"))
            .or(() -> ToldSource.messageId(text));
    return new Complaint(
        Complaint.Form.ARF,
        FeedbackType.read(said.value("Feedback-Type").orElse("")),
        reporter,
        said.text("User-Agent"),
        said.value("Source-IP").flatMap(FeedbackFields::address).or(() -> ToldSource.address(text)),
        said.value("Arrival-Date").or(() -> said.value("Received-Date")).flatMap(MailDate::read),
        said.first("Original-Mail-From").map(FeedbackFields::sender),
        recipients,
        messageId,
        reported,
        reported.fields().isEmpty()
            || said.has("Redacted-Address")
            || Redaction.in(reported)
            || recipients.stream().anyMatch(Redaction::of));
  }

  /// The address, behind which some write the host's name, and around which brackets.
  static Optional<IpAddress> address(String value) {
    String word = value.strip().split("[\\s(;,]", 2)[0].replaceAll("[\\[\\]<>]", "");
    return IpAddress.parse(word.regionMatches(true, 0, "IPv6:", 0, 5) ? word.substring(5) : word);
  }

  private static String sender(Field field) {
    List<NamedAddress> addresses = AddressList.read(field.folded());
    return addresses.isEmpty() ? "" : addresses.getFirst().address();
  }

  /// Microsoft puts the recipient above the header of the message.
  static List<String> recipients(Header said, Header reported) {
    Set<String> found = new LinkedHashSet<>();
    List<Field> fields = new ArrayList<>(said.named("Original-Rcpt-To").toList());
    reported.named(PlainComplaints.MICROSOFT).forEach(fields::add);
    for (Field field : fields) {
      AddressList.read(field.folded()).forEach(address -> found.add(address.address()));
    }
    return List.copyOf(found);
  }

  static Optional<String> id(Header header, String name) {
    return header.value(name).flatMap(value -> MessageIds.read(value).stream().findFirst());
  }
}
