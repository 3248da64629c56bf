package weir.smtp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/// Makes a [Command] of a line (RFC 5321 section 4.1.1), judging syntax only: whether the command
/// may come now, and what is thought of it, is decided elsewhere.
///
/// Immutable; a session takes another one when what it offers changes.
public final class CommandParser {

  /// Characters that are kept of a verb that is none of ours.
  public static final int UNKNOWN_VERB = 24;

  private static final int LONGEST_NAME = 255;

  private static final Set<String> HTTP_METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "PRI");

  private final Extensions offered;
  private final EnvelopeParser envelope;

  /// @param leniency what is forgiven in MAIL and RCPT
  /// @param offered what our EHLO reply named; [Extensions#NONE] before EHLO and after HELO. The
  ///   parameters of anything else are unknown ones.
  public CommandParser(Leniency leniency, Extensions offered) {
    this.offered = offered;
    this.envelope = new EnvelopeParser(leniency, offered);
  }

  /// Parses a line.
  ///
  /// @param utf8 whether the open transaction was begun with SMTPUTF8 (RFC 6531 section 3.4)
  public Command parse(LineRead.Line line, boolean utf8) {
    int end = line.from + line.length;
    while (end > line.from && isBlank(line.octets[end - 1])) {
      end--; // RFC 5321 section 4.1.1: trailing white space is tolerated
    }
    int verbEnd = Octets.find((byte) ' ', line.octets, line.from, end);
    if (verbEnd < 0) {
      verbEnd = end;
    }
    Verb verb = Verb.of(line.octets, line.from, verbEnd);
    int argument = verbEnd;
    while (argument < end && line.octets[argument] == ' ') {
      argument++;
    }
    try {
      if (verb == Verb.UNKNOWN) {
        return unknown(line, verbEnd, end);
      }
      return command(verb, text(line.octets, argument, end), utf8);
    } catch (SyntaxFault fault) {
      return new Command.Malformed(verb, fault.reply());
    }
  }

  private Command command(Verb verb, String argument, boolean utf8) throws SyntaxFault {
    return switch (verb) {
      case HELO -> new Command.Helo(name(argument, "HELO hostname"));
      case EHLO -> new Command.Ehlo(name(argument, "EHLO hostname"));
      case MAIL -> envelope.mail(argument);
      case RCPT -> envelope.rcpt(argument, utf8);
      case DATA -> alone(argument, "DATA", new Command.Data());
      case BDAT -> bdat(ascii(argument));
      case RSET -> alone(argument, "RSET", new Command.Rset());
      case NOOP -> new Command.Noop();
      case VRFY -> new Command.Vrfy(needed(argument, "VRFY address"));
      case EXPN -> new Command.Expn(needed(argument, "EXPN list"));
      case HELP -> new Command.Help(argument.isEmpty() ? Optional.empty() : Optional.of(argument));
      case QUIT -> alone(argument, "QUIT", new Command.Quit());
      case STARTTLS -> alone(argument, "STARTTLS", new Command.StartTls());
      case AUTH -> auth(ascii(needed(argument, "AUTH mechanism [initial-response]")));
      case ETRN -> new Command.Etrn(ascii(needed(argument, "ETRN domain")));
      case XCLIENT -> new Command.Xclient(ForwardedAttributes.parse(argument, offered.xclient()));
      case XFORWARD ->
          new Command.Xforward(ForwardedAttributes.parse(argument, offered.xforward()));
      case UNKNOWN -> new Command.Unknown("");
    };
  }

  private static Command alone(String argument, String syntax, Command command) throws SyntaxFault {
    if (!argument.isEmpty()) {
      throw syntax(syntax);
    }
    return command;
  }

  private static String needed(String argument, String syntax) throws SyntaxFault {
    if (argument.isEmpty()) {
      throw syntax(syntax);
    }
    return argument;
  }

  /// RFC 5321 section 4.5.3.1.2: a name has at most 255 octets.
  private static String name(String argument, String syntax) throws SyntaxFault {
    String name = ascii(needed(argument, syntax));
    if (name.length() > LONGEST_NAME) {
      throw syntax(syntax);
    }
    return name;
  }

  static SyntaxFault syntax(String syntax) {
    return new SyntaxFault(501, "5.5.4", "Syntax: " + syntax);
  }

  /// RFC 4954 section 4. A mechanism has 1 to 20 capital letters, digits, hyphens and underscores
  /// (RFC 4422 section 3.1).
  private static Command auth(String argument) throws SyntaxFault {
    int space = argument.indexOf(' ');
    String mechanism = space < 0 ? argument : argument.substring(0, space);
    if (mechanism.length() > 20) {
      throw syntax("AUTH mechanism [initial-response]");
    }
    StringBuilder upper = new StringBuilder(mechanism.length());
    for (int i = 0; i < mechanism.length(); i++) {
      char c = mechanism.charAt(i);
      if (!isLetterOrDigit(c) && c != '-' && c != '_') {
        throw syntax("AUTH mechanism [initial-response]");
      }
      upper.append(c >= 'a' && c <= 'z' ? (char) (c - 32) : c);
    }
    if (space < 0) {
      return new Command.Auth(upper.toString(), Optional.empty());
    }
    String initial = argument.substring(space).stripLeading();
    if (initial.indexOf(' ') >= 0) {
      throw syntax("AUTH mechanism [initial-response]");
    }
    return new Command.Auth(upper.toString(), Optional.of(initial.equals("=") ? "" : initial));
  }

  /// RFC 3030 section 2: `BDAT octets [LAST]`. More than eighteen digits are nobody's chunk.
  private static Command bdat(String argument) throws SyntaxFault {
    int space = argument.indexOf(' ');
    String digits = space < 0 ? argument : argument.substring(0, space);
    String rest = space < 0 ? "" : argument.substring(space).strip();
    boolean last = rest.equalsIgnoreCase("LAST");
    boolean number = !digits.isEmpty() && digits.length() <= 18 && isDigits(digits);
    if (!number || (!last && !rest.isEmpty())) {
      throw syntax("BDAT octets [LAST]");
    }
    return new Command.Bdat(Long.parseLong(digits), last);
  }

  private static Command unknown(LineRead.Line line, int verbEnd, int end) {
    String verb = latin1(line, line.from, Math.min(verbEnd, line.from + UNKNOWN_VERB));
    if (HTTP_METHODS.contains(verb) && verbEnd < end) {
      String target = latin1(line, verbEnd + 1, end);
      if (target.startsWith("/") || target.contains("HTTP/")) {
        return new Command.HttpRequest(verb);
      }
    }
    return new Command.Unknown(Reply.of(500, "", verb).text());
  }

  /// The argument as text: UTF-8 without control characters (RFC 6531 section 3.1 item 8 keeps to
  /// UTF-8).
  private static String text(byte[] octets, int from, int end) throws SyntaxFault {
    boolean beyondAscii = false;
    for (int i = from; i < end; i++) {
      if (octets[i] == 0x7f || (octets[i] >= 0 && octets[i] < ' ')) {
        throw new SyntaxFault(501, "5.5.2", "A command holds no control characters");
      }
      beyondAscii |= octets[i] < 0;
    }
    if (!beyondAscii) {
      return new String(octets, from, end - from, StandardCharsets.ISO_8859_1);
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(octets, from, end - from);
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      if (text.chars().anyMatch(CommandParser::breaksLines)) {
        throw new SyntaxFault(501, "5.5.2", "A command holds no control characters");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new SyntaxFault(501, "5.5.2", "A command is ASCII, or UTF-8 where SMTPUTF8 allows it");
    }
  }

  /// Controls beyond ASCII (RFC 5198 section 2) and the line and paragraph separators.
  private static boolean breaksLines(int c) {
    return (c >= 0x80 && c < 0xa0) || c == 0x2028 || c == 0x2029;
  }

  /// Words compared without regard to case must be ASCII first: `LAST` is not `LA\u017fT`, though
  /// Java says they are equal then.
  static String ascii(String text) throws SyntaxFault {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7e) {
        throw new SyntaxFault(501, "5.5.2", "Only ASCII is allowed here");
      }
    }
    return text;
  }

  static boolean isLetterOrDigit(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static boolean isBlank(byte octet) {
    return octet == ' ' || octet == '\t';
  }

  private static String latin1(LineRead.Line line, int from, int end) {
    return new String(line.octets, from, end - from, StandardCharsets.ISO_8859_1);
  }
}
