package weir.notices;

import java.util.Optional;
import weir.mail.Path;
import weir.mail.PathParser;

/// Addresses of mail.
final class Addresses {
  private Addresses() {}

  /// A mailbox in ASCII, which every mail server takes.
  static Optional<Path> path(String address) {
    return PathParser.parse(address.strip(), false) instanceof PathParser.Parsed(var path, _, _)
            && path instanceof Path.Mailbox
        ? Optional.of(path)
        : Optional.empty();
  }
}
