package weir.gateway;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import weir.mail.Authors;
import weir.mail.Content;
import weir.mail.HeaderList;
import weir.mail.ReceivedField;
import weir.verdict.Message;

/// What the gateway itself reads of a message's header: loops, the hops behind the message, its
/// authors, and the subject for the journal.
record Fields(HeaderList header) {

  private static final int SUBJECT_LIMIT = 200;

  static Fields of(Content content) throws IOException {
    return new Fields(HeaderList.read(content, HeaderList.Bounds.USUAL));
  }

  /// Whether the header ended before what we are willing to read of one. Beyond that a forged field
  /// of ours could hide.
  boolean whole() {
    return header.end() != HeaderList.End.BOUND;
  }

  int received() {
    return header.received();
  }

  /// What the topmost Received fields say of the hops behind the message.
  List<ReceivedField> hops() {
    return header.values("Received", Message.MOST_HOPS, ReceivedField.LIMIT).stream()
        .map(ReceivedField::read)
        .toList();
  }

  Authors authors() {
    return Authors.read(Authors.values(header));
  }

  Optional<String> subject() {
    return header.value("Subject", SUBJECT_LIMIT);
  }
}
