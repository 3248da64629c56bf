package weir.report;

import java.util.List;
import java.util.Optional;
import weir.mime.AddressList;
import weir.mime.ContentType;
import weir.mime.Entity;
import weir.mime.Field;
import weir.mime.NamedAddress;

/// Reads what a message says about others.
public final class ReportReader {

  /// Octets of a text that are looked at.
  static final int TEXT = 256 * 1024;

  /// Octets of a report in JSON: the message is in it, and cut it could not be read at all.
  static final int JSON = 4 * 1024 * 1024;

  private final JsonReports json;

  public ReportReader(JsonReports json) {
    this.json = json;
  }

  /// @param message as it came
  /// @return at least one: complaints or bounces as many as there are messages reported, else one
  public List<Report> read(Entity message) {
    String reporter = reporter(message);
    List<? extends Report> feedback = FeedbackReports.read(message, reporter);
    if (!feedback.isEmpty()) {
      return List.copyOf(feedback);
    }
    Optional<Bounce> status = DeliveryStatus.read(message);
    if (status.isPresent()) {
      return List.of(status.get());
    }
    List<Complaint> inJson = inJson(message, reporter);
    if (!inJson.isEmpty()) {
      return List.copyOf(inJson);
    }
    if (message.header().has("X-Apple-Unsubscribe")) {
      return List.of(PlainComplaints.optOut(reporter));
    }
    boolean automatic = AutomaticReplies.is(message);
    // Exim and others call their bounces auto-replied as well.
    if (!automatic || BounceText.isSaidToBe(message.header())) {
      Optional<Bounce> bounce = BounceText.read(message);
      if (bounce.isPresent()) {
        return List.of(bounce.get());
      }
    }
    if (automatic) {
      return List.of(new AutomaticReply(reporter));
    }
    List<Complaint> plain = PlainComplaints.read(message, reporter);
    return plain.isEmpty() ? List.of(new NoReport()) : List.copyOf(plain);
  }

  private List<Complaint> inJson(Entity message, String reporter) {
    for (Entity part : message.all().filter(Entity::isLeaf).toList()) {
      ContentType type = part.type();
      boolean may = type.subtype().endsWith("json") || part.fileName().orElse("").endsWith(".json");
      if (may || type.type().equals("text")) {
        String text = part.text(may ? JSON : TEXT).strip();
        List<Complaint> found = text.startsWith("{") ? json.read(text, reporter) : List.of();
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    return List.of();
  }

  /// Whom the message is from.
  static String reporter(Entity message) {
    List<NamedAddress> from =
        message.header().first("From").map(Field::folded).map(AddressList::read).orElse(List.of());
    return from.isEmpty() ? "" : from.getFirst().address();
  }

  /// The texts of a message without those of messages attached to it, in order.
  static List<Entity> ownTexts(Entity message) {
    if (message.isLeaf()) {
      return message.isText() ? List.of(message) : List.of();
    }
    return message.attached().isPresent()
        ? List.of()
        : message.parts().stream().flatMap(part -> ownTexts(part).stream()).toList();
  }

  /// The messages, or headers of such, that are attached, outermost ones only.
  static List<Entity> attached(Entity message) {
    Optional<Entity> inner = message.attached();
    return inner.isPresent()
        ? List.of(inner.get())
        : message.parts().stream().flatMap(part -> attached(part).stream()).toList();
  }
}
