package weir.gateway;

import java.io.IOException;
import java.util.Optional;
import weir.mail.Content;
import weir.mail.HeaderList;

/// What the gateway itself reads of a message's header: loops, and the subject for the journal.
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

  Optional<String> subject() {
    return header.value("Subject", SUBJECT_LIMIT);
  }
}
