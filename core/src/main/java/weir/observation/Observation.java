package weir.observation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import weir.likeness.Likeness;
import weir.maillog.Entrance;
import weir.maillog.LogEvent;
import weir.net.IpAddress;

/// One fact about outgoing mail. What a stranger or a customer wrote is a claim, and is named so at
/// its parameter.
public sealed interface Observation {
  Witness witness();

  /// The message that it is about; empty where it is about none.
  default Optional<QueueKey> about() {
    return switch (this) {
      case Entered it -> Optional.of(it.key());
      case Lying it -> Optional.of(it.seen().key());
      case Handled it -> Optional.of(it.key());
      case Begot it -> Optional.of(it.key());
      case Expired it -> Optional.of(it.key());
      case Held it -> Optional.of(it.key());
      case Released it -> Optional.of(it.key());
      case Ended it -> Optional.of(it.key());
      case Vouched it -> Optional.of(it.key());
      case Deed _, Refused _, Invoked _, Mailed _, Connected _, Submitted _ -> Optional.empty();
    };
  }

  /// A message came into a queue.
  ///
  /// @param by how, and as whom; empty for what the server made itself, and where the line is
  ///   missing
  /// @param sender a claim; the empty string is the null sender
  /// @param octets of the message
  /// @param recipients how many, where it is known at once
  /// @param messageId a claim
  /// @param subject a claim, undecoded
  /// @param alias another id of it, which its next server hears
  /// @param directory where the program was started that handed it in; a claim
  /// @param script that made it, as the message says; a claim
  /// @param received value of the topmost Received field that it had when it came; a claim
  /// @param likeness by what it is known again in other ones; a claim; none where nobody has seen
  ///   its text
  record Entered(
      Witness witness,
      QueueKey key,
      Optional<Entrance> by,
      String sender,
      OptionalLong octets,
      OptionalInt recipients,
      Optional<String> messageId,
      Optional<String> subject,
      Optional<String> alias,
      Optional<String> directory,
      Optional<String> script,
      Optional<String> received,
      Likeness likeness)
      implements Observation {

    /// Of which nobody has seen the text.
    public Entered(
        Witness witness,
        QueueKey key,
        Optional<Entrance> by,
        String sender,
        OptionalLong octets,
        OptionalInt recipients,
        Optional<String> messageId,
        Optional<String> subject,
        Optional<String> alias,
        Optional<String> directory,
        Optional<String> script,
        Optional<String> received) {
      this(
          witness,
          key,
          by,
          sender,
          octets,
          recipients,
          messageId,
          subject,
          alias,
          directory,
          script,
          received,
          Likeness.NONE);
    }
  }

  /// A message lies in a queue, as its own file tells. It may have been told of before, by a log or
  /// by an earlier look, and may be told of later.
  ///
  /// @param seen its witness is of the moment of the look; its key is since when the server says
  ///   that the message has its id
  record Lying(Entered seen) implements Observation {
    @Override
    public Witness witness() {
      return seen.witness();
    }
  }

  /// A message was delivered, deferred or given up for one recipient.
  ///
  /// @param recipient a claim
  /// @param original the recipient before aliases and forwards; a claim
  /// @param relay who took or refused it
  /// @param relayAddress its address
  /// @param text what the other side said; a claim
  /// @param next the id that the next server gave it; true only where that server is ours and
  ///   agrees
  record Handled(
      Witness witness,
      QueueKey key,
      String recipient,
      Optional<String> original,
      LogEvent.Result result,
      Optional<String> relay,
      Optional<IpAddress> relayAddress,
      String text,
      Optional<String> next)
      implements Observation {}

  /// A server made a message of another one.
  ///
  /// @param child the new one's id in the same queue, or its alias
  record Begot(Witness witness, QueueKey key, String child, LogEvent.Kinship kinship)
      implements Observation {}

  /// A message was given up: for each recipient that was still deferred it has failed.
  record Expired(Witness witness, QueueKey key) implements Observation {}

  /// Nobody tries a message any more until it is released.
  record Held(Witness witness, QueueKey key) implements Observation {}

  /// A message is tried again.
  record Released(Witness witness, QueueKey key) implements Observation {}

  /// A message is out of its queue.
  record Ended(Witness witness, QueueKey key) implements Observation {}

  /// What somebody did that is about no message, and counts.
  sealed interface Deed extends Observation permits LoggedIn, Tried {}

  /// Somebody logged in, or tried to.
  ///
  /// @param service that was asked
  /// @param login as the client wrote it; of a failed one a claim
  /// @param times how often
  record LoggedIn(
      Witness witness,
      String service,
      Optional<String> login,
      Optional<IpAddress> client,
      boolean succeeded,
      int times)
      implements Deed {}

  /// A program of a host of ours tried to reach a mail server past the permitted ones.
  ///
  /// @param uid whose socket it was, as the kernel says; empty for what only passed through the
  ///   host
  /// @param script which program it was, where somebody could look
  /// @param to where each was looked at
  /// @param isLet whether it was only observed, and let through
  /// @param times how often, where not each was looked at
  /// @param around what else tells whose it was
  record Tried(
      Witness witness,
      OptionalLong uid,
      Optional<String> script,
      Optional<IpAddress> to,
      int port,
      boolean isLet,
      long times,
      Around around)
      implements Deed {}

  /// What tells whose a process is where its user is one of many's.
  ///
  /// @param pool of PHP-FPM, whose worker it is
  /// @param container in which it runs: its files are others than those of the host
  /// @param slice user to whose control group it belongs
  record Around(Optional<String> pool, Optional<String> container, OptionalLong slice) {
    /// Nothing is known.
    public static final Around NONE =
        new Around(Optional.empty(), Optional.empty(), OptionalLong.empty());
  }

  /// A client was refused something.
  ///
  /// @param stage command or moment, in the server's words
  /// @param sender a claim
  /// @param recipient a claim
  /// @param reply what it was told
  record Refused(
      Witness witness,
      String stage,
      Optional<IpAddress> client,
      Optional<String> sender,
      Optional<String> recipient,
      String reply,
      int times)
      implements Observation {}

  /// A program was started to hand in a message.
  ///
  /// @param directory in which it was started; a claim
  /// @param arguments a claim
  record Invoked(Witness witness, OptionalLong pid, String directory, String arguments)
      implements Observation {}

  /// A script of PHP's called `mail()`.
  ///
  /// @param script with its path; what runs from no file has another word there
  /// @param line of the script
  /// @param recipients a claim; a script may name more in its header fields
  /// @param messageId a claim
  /// @param subject a claim, undecoded
  record Mailed(
      Witness witness,
      String script,
      int line,
      List<String> recipients,
      Optional<String> messageId,
      Optional<String> subject)
      implements Observation {
    public Mailed {
      recipients = List.copyOf(recipients);
    }
  }

  /// A process began a connection to a mail server that it may reach.
  ///
  /// @param from the address that it came from, as the mail server sees it
  /// @param port at that address
  /// @param uid of the process, by the kernel
  /// @param script that the process runs, with its path
  /// @param isMailServer it is this host's own mail server's, which tells itself whose it sends
  record Connected(
      Witness witness,
      IpAddress from,
      int port,
      OptionalLong uid,
      Optional<String> script,
      boolean isMailServer)
      implements Observation {}

  /// A program handed a message to sendmail, as our agent on that host has seen: because it was
  /// asked first, or at the exec.
  ///
  /// @param token that the agent put in front of the message
  /// @param uid of the process, by the kernel
  /// @param script that the process ran, with its path
  record Submitted(Witness witness, Optional<String> token, long uid, Optional<String> script)
      implements Observation {}

  /// A message came with a token of an agent of ours.
  ///
  /// @param token a claim until an agent says that it made it
  record Vouched(Witness witness, QueueKey key, String token) implements Observation {}
}
