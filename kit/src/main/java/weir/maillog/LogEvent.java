package weir.maillog;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import weir.net.IpAddress;

/// One thing that a log says, in the words that are the same for all mail servers.
///
/// What a server knows itself (addresses of clients, uids, its own ids, results) can be relied on
/// as far as the server can. What it was told and only repeats (addresses of the envelope, HELO,
/// Message-ID, subject, answers of others) is a claim, and is named so at its parameter.
public sealed interface LogEvent {

  /// Something about one message in the queue, by the id that the server gave it. Servers use short
  /// ids again, so an id means a message only between its arrival and its removal.
  sealed interface OfMessage extends LogEvent {
    String id();
  }

  /// It came in.
  ///
  /// @param by how
  record Arrival(String id, Entrance by) implements OfMessage {}

  /// What is on its envelope, as far as this line says.
  ///
  /// @param sender a claim; the empty string is the null sender
  /// @param octets of the message
  /// @param recipientCount how many recipients
  /// @param recipients a claim; empty where the line does not list them
  record Envelope(
      String id,
      Optional<String> sender,
      OptionalLong octets,
      OptionalInt recipientCount,
      List<String> recipients)
      implements OfMessage {
    public Envelope {
      recipients = List.copyOf(recipients);
    }
  }

  /// Its Message-ID.
  ///
  /// @param messageId a claim, without angle brackets
  record Named(String id, String messageId) implements OfMessage {}

  /// Its subject.
  ///
  /// @param subject a claim; Postfix leaves encoded words as they are, Exim decodes them before it
  ///   prints the first octets
  record Titled(String id, String subject) implements OfMessage {}

  /// The script that made it, as a header field of it says (`X-PHP-Originating-Script`).
  ///
  /// @param script a claim, as the server wrote it
  record Scripted(String id, String script) implements OfMessage {}

  /// What became of it for one recipient.
  ///
  /// @param recipient a claim
  /// @param original the recipient before aliases and forwards, where that is another; a claim
  /// @param result what became of it
  /// @param relay who took or refused it: the server's words for a host, a file or a program; empty
  ///   for a host without a name
  /// @param relayAddress its address, where it has one
  /// @param code enhanced status code such as `5.1.1`, where the log has it
  /// @param text what the other side said; a claim
  /// @param next the id that the next server gave it, by its answer; a claim until that server's
  ///   own log agrees
  record Delivery(
      String id,
      String recipient,
      Optional<String> original,
      Result result,
      Optional<String> relay,
      Optional<IpAddress> relayAddress,
      Optional<String> code,
      String text,
      Optional<String> next)
      implements OfMessage {}

  /// What became of a message for a recipient.
  enum Result {
    DELIVERED,
    DEFERRED,
    FAILED
  }

  /// Another id of it, by which other programs know it: of qmail the process that queued it, which
  /// stands in its Received field and in the answer to its sender.
  record Alias(String id, String other) implements OfMessage {}

  /// The program that handed it in was started here. No line says so: the two lines of one process
  /// do.
  ///
  /// @param directory a claim, since directories may have any name
  record StartedIn(String id, String directory) implements OfMessage {}

  /// A delivery began whose end will be told by its number only.
  ///
  /// @param number of the delivery, which is used again as soon as it has ended
  /// @param isRemote it goes to another host
  /// @param recipient a claim
  record Attempt(String id, long number, boolean isRemote, String recipient) implements OfMessage {}

  /// A delivery ended that was begun with an [Attempt]. Where that was a local one, all but the
  /// result is what a program of the recipient's said.
  ///
  /// @param text what the other side said; a claim
  /// @param relayAddress who took or refused it, if the attempt was a remote one
  /// @param next the id that the next server gave the message, by its answer; a claim
  record AttemptEnd(
      long number,
      Result result,
      String text,
      Optional<IpAddress> relayAddress,
      Optional<String> next)
      implements LogEvent {}

  /// The server made another message of it.
  ///
  /// @param child the other one's id, or an [Alias] of it
  record Offspring(String id, String child, Kinship kinship) implements OfMessage {}

  /// What another message is to the one it was made of.
  enum Kinship {
    /// A bounce or a notice about it.
    BOUNCE,
    /// The same or an automatic reply to it: the server does not say which.
    BOUNCE_OR_REPLY,
    /// The same content for where a recipient's mail goes on to.
    FORWARD,
    /// Itself under another id, after somebody had it queued again.
    AGAIN
  }

  /// It was too old: for each recipient that was still deferred it has failed.
  record Expired(String id) implements OfMessage {}

  /// Nobody tries it any more until somebody releases it.
  record Held(String id) implements OfMessage {}

  /// It is tried again.
  record Released(String id) implements OfMessage {}

  /// It is out of the queue; its id may be used again.
  record Removal(String id) implements OfMessage {}

  /// Somebody logged in, or tried to.
  ///
  /// @param service that was asked, such as `smtpd`, `submission`, `imap`; `auth` is the service
  ///   behind those, whose word they tell again, and a failure is counted at one of them only
  /// @param login as the client wrote it: of a successful login, the server has checked it; of a
  ///   failed one a claim; empty where the log does not say
  /// @param client who asked
  /// @param succeeded whether it was let in
  /// @param session the server's own word for the session
  record LoginAttempt(
      String service,
      Optional<String> login,
      Optional<IpAddress> client,
      boolean succeeded,
      Optional<String> session)
      implements LogEvent {}

  /// A client was refused something.
  ///
  /// @param id of the message, where there was one already
  /// @param stage command or moment, in the server's words; empty where a client's words hide it
  /// @param sender a claim
  /// @param recipient a claim
  /// @param reply what it was told; parts of it may be its own words
  record Refusal(
      Optional<String> id,
      String stage,
      Optional<IpAddress> client,
      Optional<String> sender,
      Optional<String> recipient,
      String reply)
      implements LogEvent {}

  /// A program was started to take a message.
  ///
  /// @param directory in which it was started; a claim, since directories may have any name
  /// @param arguments of the program; a claim
  record Invocation(OptionalLong pid, String directory, String arguments) implements LogEvent {}

  /// A script of PHP's called `mail()`. PHP writes it as whoever the script runs as, so that the
  /// script could have written the line as well.
  ///
  /// @param script the file, with its path; what runs from no file has another word there
  /// @param line in the file
  /// @param recipients a claim; a script may name more in its header fields
  /// @param messageId a claim, without angle brackets
  /// @param subject a claim, undecoded
  record ScriptMail(
      String script,
      int line,
      List<String> recipients,
      Optional<String> messageId,
      Optional<String> subject)
      implements LogEvent {
    public ScriptMail {
      recipients = List.copyOf(recipients);
    }
  }
}
