package weir.gateway.header;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import weir.journal.Entry;
import weir.mail.Authors;
import weir.mail.Content;
import weir.mail.HeaderList;
import weir.mail.ReceivedField;
import weir.tracing.OriginToken;
import weir.verdict.Message;
import weir.verdict.Role;

/// What the gateway itself reads of a message's header: loops, the hops behind the message, its
/// authors, and the subject for the journal.
public record Fields(HeaderList header) {

  private static final int SUBJECT_LIMIT = 200;
  private static final int ID_LIMIT = 250;
  private static final int RECEIVED_LIMIT = 500;
  private static final int SCRIPT_LIMIT = 250;

  /// PHP's, with `mail.add_x_header`: `UID:FILE`.
  private static final String SCRIPT = "X-PHP-Originating-Script";

  public static Fields of(Content content) throws IOException {
    return new Fields(HeaderList.read(content, HeaderList.Bounds.USUAL));
  }

  /// Whether the header ended before what we are willing to read of one. Beyond that a forged field
  /// of ours could hide.
  public boolean whole() {
    return header.end() != HeaderList.End.BOUND;
  }

  public int received() {
    return header.received();
  }

  /// What the topmost Received fields say of the hops behind the message.
  public List<ReceivedField> hops() {
    return header.values("Received", Message.MOST_HOPS, ReceivedField.LIMIT).stream()
        .map(ReceivedField::read)
        .toList();
  }

  public Authors authors() {
    return Authors.read(Authors.values(header));
  }

  /// What the journal keeps of it: of strangers' mail the subject.
  public Entry.Heading heading(Role role) {
    return new Entry.Heading(
        subject(),
        role == Role.MX ? Optional.empty() : header.value("Message-ID", ID_LIMIT).map(Fields::bare),
        role == Role.RELAY ? header.value("Received", RECEIVED_LIMIT) : Optional.empty(),
        role == Role.RELAY ? header.value(SCRIPT, SCRIPT_LIMIT) : Optional.empty(),
        role == Role.RELAY ? header.value(OriginToken.FIELD, ID_LIMIT) : Optional.empty());
  }

  private static String bare(String id) {
    String text = id.strip();
    return text.startsWith("<") && text.endsWith(">") ? text.substring(1, text.length() - 1) : text;
  }

  public Optional<String> subject() {
    return header.value("Subject", SUBJECT_LIMIT);
  }
}
