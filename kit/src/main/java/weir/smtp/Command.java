package weir.smtp;

import java.util.Map;
import java.util.Optional;
import weir.mail.MailParameters;
import weir.mail.Path;
import weir.mail.RcptParameters;

/// What a client asked for, one case a verb (RFC 5321 section 4.1.1 and the extensions named).
///
/// Text in it is free of control characters; everything else about it is still a stranger's.
public sealed interface Command {

  /// @param name what the client calls itself, as sent: its syntax is for a check to judge
  record Helo(String name) implements Command {}

  /// @param name what the client calls itself, as sent: its syntax is for a check to judge
  record Ehlo(String name) implements Command {}

  /// MAIL FROM; a source route in the sender is dropped (RFC 5321 appendix F.2).
  ///
  /// @param prdr whether each recipient may have its own reply after the message (draft-hall-prdr)
  record Mail(Path sender, MailParameters parameters, boolean prdr) implements Command {
    public Mail(Path sender, MailParameters parameters) {
      this(sender, parameters, false);
    }
  }

  /// RCPT TO.
  ///
  /// @param sourceRoute the route `@a,@b` in front of the mailbox, which whoever decides about
  ///   relaying must see
  record Rcpt(Path recipient, Optional<String> sourceRoute, RcptParameters parameters)
      implements Command {}

  record Data() implements Command {}

  /// RFC 3030: `octets` of a message follow at once, whatever the answer will be.
  record Bdat(long octets, boolean last) implements Command {}

  record Rset() implements Command {}

  record Noop() implements Command {}

  record Vrfy(String argument) implements Command {}

  record Expn(String argument) implements Command {}

  record Help(Optional<String> topic) implements Command {}

  record Quit() implements Command {}

  /// RFC 3207.
  record StartTls() implements Command {}

  /// RFC 4954.
  ///
  /// @param mechanism upper case
  /// @param initial the initial response in base64; empty text where the client sent `=`
  record Auth(String mechanism, Optional<String> initial) implements Command {

    /// Without the response: it holds a password.
    @Override
    public String toString() {
      return "Auth[" + mechanism + "]";
    }
  }

  /// RFC 1985.
  record Etrn(String argument) implements Command {}

  /// Postfix's XCLIENT.
  ///
  /// @param attributes names in upper case, values with xtext decoded; `[UNAVAILABLE]` and
  ///   `[TEMPUNAVAIL]` as they are
  record Xclient(Map<String, String> attributes) implements Command {}

  /// Postfix's XFORWARD, in the form of [Xclient].
  record Xforward(Map<String, String> attributes) implements Command {}

  /// A request line of HTTP: a browser or a script that was lured here to speak SMTP by its body.
  record HttpRequest(String method) implements Command {}

  /// @param name the first word, printable, at most [CommandParser#UNKNOWN_VERB] characters; may be
  ///   empty
  record Unknown(String name) implements Command {}

  /// A verb we know with something behind it that does not belong there.
  ///
  /// @param reply what RFC 5321 and the extension answer to it
  record Malformed(Verb verb, Reply reply) implements Command {}

  /// The verb, [Verb#UNKNOWN] where there is none of ours.
  default Verb verb() {
    return switch (this) {
      case Helo _ -> Verb.HELO;
      case Ehlo _ -> Verb.EHLO;
      case Mail _ -> Verb.MAIL;
      case Rcpt _ -> Verb.RCPT;
      case Data _ -> Verb.DATA;
      case Bdat _ -> Verb.BDAT;
      case Rset _ -> Verb.RSET;
      case Noop _ -> Verb.NOOP;
      case Vrfy _ -> Verb.VRFY;
      case Expn _ -> Verb.EXPN;
      case Help _ -> Verb.HELP;
      case Quit _ -> Verb.QUIT;
      case StartTls _ -> Verb.STARTTLS;
      case Auth _ -> Verb.AUTH;
      case Etrn _ -> Verb.ETRN;
      case Xclient _ -> Verb.XCLIENT;
      case Xforward _ -> Verb.XFORWARD;
      case HttpRequest _, Unknown _ -> Verb.UNKNOWN;
      case Malformed malformed -> malformed.verb();
    };
  }
}
