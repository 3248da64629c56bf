package weir.routing;

import java.util.Optional;
import weir.smtp.Reply;

/// Whether a recipient exists.
public sealed interface RecipientAnswer {
  record Exists() implements RecipientAnswer {}

  /// @param reply what the next hop said, where it was asked
  record NoSuchUser(Optional<Reply> reply) implements RecipientAnswer {}

  /// The list or the hop cannot be asked now.
  record Unknown(String cause) implements RecipientAnswer {}
}
