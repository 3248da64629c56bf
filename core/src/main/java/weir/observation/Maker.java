package weir.observation;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The program that handed a message in, by the word of somebody else than the mail server that
/// took it.
///
/// @param by who told
/// @param host on which it ran
/// @param at when it was seen
/// @param uid of its process, by the kernel
/// @param script with its path; what runs from no file has another word there
/// @param line of the script, where it is known
/// @param writer who can have written it
public record Maker(
    By by,
    String host,
    Instant at,
    OptionalLong uid,
    Optional<String> script,
    OptionalInt line,
    Writer writer) {

  /// Who tells of a program.
  public enum By {
    /// PHP, of each call of `mail()`.
    PHP_LOG,
    /// Our agent on the host, of whoever executed sendmail there at that time.
    SENDMAIL,
    /// Our agent on the host, by the socket that the message came from.
    SOCKET,
    /// Our agent on the host, asked by sendmail; the message has the token that it gave.
    TOKEN
  }
}
