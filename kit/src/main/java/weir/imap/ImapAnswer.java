package weir.imap;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// One answer of a server. Texts are printable ASCII, and cut where they are long.
public sealed interface ImapAnswer {

  /// How something went (RFC 3501 section 7.1).
  enum Status {
    OK,
    NO,
    BAD,
    /// The server ends the connection.
    BYE,
    /// Nobody has to log in.
    PREAUTH
  }

  /// The end of a command.
  ///
  /// @param code the words in brackets, such as `AUTHENTICATIONFAILED`; upper case
  record Tagged(String tag, Status status, Optional<String> code, String text)
      implements ImapAnswer {}

  /// A remark of the server, or its greeting.
  ///
  /// @param code the words in brackets, such as `UIDVALIDITY 17`; upper case
  record Said(Status status, Optional<String> code, String text) implements ImapAnswer {}

  /// The server waits for more of the command.
  record GoOn(String text) implements ImapAnswer {}

  /// What the server can do.
  ///
  /// @param words in upper case
  record Capabilities(Set<String> words) implements ImapAnswer {
    public Capabilities {
      words = Set.copyOf(words);
    }
  }

  /// How many messages are in the folder.
  record Exists(long count) implements ImapAnswer {}

  /// What a search has found.
  ///
  /// @param numbers [ImapReader#MOST_FOUND] at most
  /// @param more whether there were others
  record Found(List<Long> numbers, boolean more) implements ImapAnswer {
    public Found {
      numbers = List.copyOf(numbers);
    }
  }

  /// What was fetched of a message.
  ///
  /// @param hasBody whether its octets were there, and went to the taker
  record Fetched(OptionalLong uid, OptionalLong size, boolean hasBody) implements ImapAnswer {}

  /// Something else, which was read to its end.
  ///
  /// @param word that says what it is, upper case
  record Other(String word) implements ImapAnswer {}
}
