package weir.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import weir.mail.MailParameters;
import weir.mail.RcptParameters;

/// One command line. Bits of the first octet: 1 everything is offered, 2 lenient, 4 within a
/// transaction of SMTPUTF8.
final class CommandFuzzTest {

  private static final Extensions ALL =
      Extensions.parse(
          Reply.of(
              250,
              "",
              "name",
              "SIZE 1000",
              "8BITMIME",
              "SMTPUTF8",
              "DSN",
              "PRDR",
              "AUTH PLAIN LOGIN",
              "XCLIENT NAME ADDR PORT PROTO HELO LOGIN DESTADDR DESTPORT REVERSE_NAME",
              "XFORWARD NAME ADDR PORT PROTO HELO IDENT SOURCE"));

  private static final Pattern BDAT = ascii("BDAT +([0-9]{1,18})( +LAST)?");
  private static final Pattern HELLO = ascii("(?:HELO|EHLO) +[!-~][ -~]*");
  private static final Pattern AUTH = ascii("AUTH +[A-Z0-9_-]{1,20}( +[!-~]+)?");
  private static final Pattern ALONE = ascii("(?:DATA|RSET|QUIT|STARTTLS)");
  private static final Pattern MAIL =
      ascii(
          "MAIL +FROM:<.*>(?: +(?:SIZE=[0-9]{1,20}|BODY=(?:7BIT|8BITMIME)|SMTPUTF8|RET=(?:FULL|HDRS)"
              + "|ENVID=[!-~]+|AUTH=[!-~]+|PRDR))* *");
  private static final Pattern RCPT =
      ascii(
          "RCPT +TO:<.*>(?: +(?:NOTIFY=(?:NEVER|(?:,?(?:SUCCESS|FAILURE|DELAY))+)"
              + "|ORCPT=[^ =;]+;[^ =]+))* *");
  private static final Pattern FORWARDED = ascii("(?:XCLIENT|XFORWARD) +[A-Z_]+=.*");

  @FuzzTest
  void readsTheGrammarAndNothingElse(byte[] octets) {
    if (octets.length == 0 || octets.length > LineReader.EXTENDED_COMMAND_LINE) {
      return;
    }
    byte[] line = Arrays.copyOfRange(octets, 1, octets.length);
    for (byte octet : line) {
      if (octet == 0 || octet == '\r' || octet == '\n') {
        return; // no line
      }
    }
    boolean everything = (octets[0] & 1) != 0;
    Leniency leniency = (octets[0] & 2) == 0 ? Leniency.STRICT : Leniency.RELAXED;
    boolean utf8 = (octets[0] & 4) != 0;
    CommandParser parser = new CommandParser(leniency, everything ? ALL : Extensions.NONE);
    Command command = parser.parse(new LineRead.Line(line, 0, line.length), utf8);
    String text = new String(line, ISO_8859_1).replaceFirst("[ \t]+\\z", "");
    grammar(command, text, leniency.equals(Leniency.STRICT), everything);
    if (everything) {
      forwarded(command, text);
    }
    roundTrip(command, everything, utf8);
    assertThat(command.toString())
        .as("controls")
        .doesNotMatch("(?s).*[\\x00-\\x1f\\x7f\\x80-\\x9f].*");
  }

  private static void grammar(Command command, String text, boolean strict, boolean everything) {
    String verb = text.split("[ \t]", 2)[0].toUpperCase(Locale.ROOT);
    if (command.verb() != Verb.UNKNOWN) {
      assertThat(command.verb().name()).isEqualTo(verb);
    }
    assertThat(command instanceof Command.Bdat).isEqualTo(BDAT.matcher(text).matches());
    if (command instanceof Command.Bdat(long size, boolean last)) {
      var read = BDAT.matcher(text);
      assertThat(read.matches() && Long.parseLong(read.group(1)) == size).isTrue();
      assertThat(last).isEqualTo(read.group(2) != null);
    }
    Pattern shape =
        switch (command) {
          case Command.Helo _, Command.Ehlo _ -> HELLO;
          case Command.Auth _ -> AUTH;
          case Command.Data _, Command.Rset _, Command.Quit _, Command.StartTls _ -> ALONE;
          case Command.Mail _ when strict -> MAIL;
          case Command.Rcpt _ when strict -> RCPT;
          case Command.Xclient _, Command.Xforward _ when everything -> FORWARDED;
          default -> null;
        };
    if (shape != null) {
      assertThat(text).matches(shape);
    }
  }

  /// XCLIENT and XFORWARD are taken with the values that a second reader finds, or not at all.
  private static void forwarded(Command command, String text) {
    String argument = text.replaceFirst("^[^ ]*", "");
    switch (command.verb()) {
      case XCLIENT ->
          assertThat(
                  command instanceof Command.Xclient(var attributes)
                      ? Optional.of(attributes)
                      : Optional.empty())
              .isEqualTo(ForwardedPairs.read(argument, ALL.xclient()));
      case XFORWARD ->
          assertThat(
                  command instanceof Command.Xforward(var attributes)
                      ? Optional.of(attributes)
                      : Optional.empty())
              .isEqualTo(ForwardedPairs.read(argument, ALL.xforward()));
      default -> {}
    }
  }

  /// What we would say to a next hop is read as the same by a strict server.
  private static void roundTrip(Command command, boolean everything, boolean utf8) {
    CommandParser strict = new CommandParser(Leniency.STRICT, everything ? ALL : Extensions.NONE);
    String wire =
        switch (command) {
          case Command.Mail(var sender, var parameters, boolean prdr) ->
              "MAIL FROM:<" + sender.text() + ">" + words(parameters) + (prdr ? " PRDR" : "");
          case Command.Rcpt(var recipient, var route, var parameters) ->
              "RCPT TO:<"
                  + route.map(each -> each + ":").orElse("")
                  + recipient.text()
                  + ">"
                  + words(parameters);
          default -> "";
        };
    if (!wire.isEmpty()) {
      assertThat(strict.parse(LineRead.Line.of(wire), utf8)).isEqualTo(command);
    }
  }

  private static String words(MailParameters parameters) {
    StringBuilder words = new StringBuilder();
    parameters.size().ifPresent(size -> words.append(" SIZE=").append(size));
    words.append(parameters.eightBit() ? " BODY=8BITMIME" : "");
    words.append(parameters.utf8() ? " SMTPUTF8" : "");
    parameters.ret().ifPresent(ret -> words.append(" RET=").append(ret));
    parameters.envid().ifPresent(envid -> words.append(" ENVID=").append(envid));
    parameters.auth().ifPresent(auth -> words.append(" AUTH=").append(auth));
    return words.toString();
  }

  private static String words(RcptParameters parameters) {
    return String.join(
        "",
        List.of(
            parameters.notices().map(notices -> " NOTIFY=" + notices).orElse(""),
            parameters.orcpt().map(orcpt -> " ORCPT=" + orcpt).orElse("")));
  }

  /// Case-insensitive for ASCII only (RFC 5321 section 2.4).
  private static Pattern ascii(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }
}
