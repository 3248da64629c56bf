package weir.gateway.header;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.mail.Content;
import weir.mail.ContentWithout;
import weir.mail.HeaderField;
import weir.mail.HeaderList;
import weir.mail.HeaderList.Field;
import weir.tracing.OriginToken;
import weir.verdict.Facts;
import weir.verdict.Role;
import weir.verdict.Verdict.Tag;

/// What the header of a message says of us: fields that a stranger wrote in our name go, the
/// results of our own look come on top.
///
/// @param results for `Authentication-Results`; not written where the settings do not want it
public record Marking(
    HeaderList header,
    MarkingSettings settings,
    Facts facts,
    AuthenticationResults results,
    Optional<HeaderField> result) {
  private static final String OLD = "X-Old-";
  private static final int MOST_OLD = 20;
  private static final int VALUE_LIMIT = 900;
  private static final int SUBJECT_LIMIT = 4_000;

  /// The message without what is not to be believed, and without its subject where that is written
  /// anew.
  public Content content(Content body, boolean newSubject) {
    Optional<Field> subject = newSubject ? subject() : Optional.empty();
    List<ContentWithout.Range> cut = new ArrayList<>();
    for (Field field : header.fields()) {
      if (isForged(field) || subject.filter(field::equals).isPresent()) {
        cut.add(field.range());
      }
    }
    return ContentWithout.of(body, cut);
  }

  /// A field of the message, for what is tied to it.
  public Optional<String> value(String name) {
    return header.value(name, VALUE_LIMIT);
  }

  private Optional<Field> subject() {
    return header.named(Tag.SUBJECT).stream().findFirst();
  }

  private boolean isForged(Field field) {
    String name = field.name();
    if (name.regionMatches(true, 0, Tag.OURS, 0, Tag.OURS.length())
        || name.equalsIgnoreCase(OriginToken.FIELD)) { // what it was for has been read
      return true;
    }
    if (facts.role() == Role.RELAY) {
      return false;
    }
    return Tag.isOurs(name)
        || settings.foreign().stream().anyMatch(name::equalsIgnoreCase)
        || (name.equalsIgnoreCase(AuthenticationResults.NAME)
            && results.isForged(header.value(field, Integer.MAX_VALUE)));
  }

  /// Whether any of these tags is to stand before the subject.
  public static boolean newSubject(List<HeaderField> tags) {
    return tags.stream().anyMatch(tag -> tag.name().equals(Tag.SUBJECT));
  }

  /// The fields above the message for those recipients whose tags these are, in their order.
  ///
  /// @param newSubject whether the message's own subject was cut out
  public List<HeaderField> fields(
      List<HeaderField> tags, HeaderField received, boolean newSubject) {
    List<HeaderField> fields = new ArrayList<>(tags.size() + 4);
    result.ifPresent(fields::add);
    tags.stream().filter(tag -> !tag.name().equals(Tag.SUBJECT)).forEach(fields::add);
    fields.add(received);
    if (settings.forged() == MarkingSettings.Forged.RENAME) {
      header.fields().stream()
          .filter(this::isForged)
          .limit(MOST_OLD)
          .map(this::old)
          .forEach(fields::add);
    }
    if (newSubject) {
      subject(tags).ifPresent(fields::add);
    }
    return fields;
  }

  private HeaderField old(Field field) {
    String name = field.name().replaceFirst("(?i)^X-", "");
    String cut = name.length() > 60 ? name.substring(0, 60) : name;
    return HeaderField.cleaned(OLD + cut, header.value(field, VALUE_LIMIT), VALUE_LIMIT);
  }

  /// The message's own subject with the words before it, each once. Encoded words (RFC 2047) stay
  /// as they are: ours end with a blank, which is all that has to stand between.
  private Optional<HeaderField> subject(List<HeaderField> tags) {
    String own = subject().map(field -> header.value(field, SUBJECT_LIMIT)).orElse("");
    StringBuilder before = new StringBuilder();
    for (HeaderField tag : tags) {
      if (tag.name().equals(Tag.SUBJECT) && !own.startsWith(tag.value())) {
        before.append(tag.value()).append(' ');
      }
    }
    String whole = (before + own).strip();
    if (whole.isEmpty()) {
      return subject().map(_ -> new HeaderField(Tag.SUBJECT, ""));
    }
    try {
      return Optional.of(new HeaderField(Tag.SUBJECT, whole));
    } catch (IllegalArgumentException _) {
      // A subject of one word that fits on no line (RFC 5322 section 2.1.1) is cut.
      return Optional.of(HeaderField.cleaned(Tag.SUBJECT, whole, VALUE_LIMIT));
    }
  }
}
