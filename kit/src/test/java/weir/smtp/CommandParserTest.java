package weir.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandParserTest {

  private final CommandParser parser = new CommandParser(Leniency.STRICT, Extensions.NONE);

  @Test
  void eachVerbIsACase() {
    assertThat(parse("HELO a.example")).isEqualTo(new Command.Helo("a.example"));
    assertThat(parse("ehlo [192.0.2.1]")).isEqualTo(new Command.Ehlo("[192.0.2.1]"));
    assertThat(parse("DATA")).isEqualTo(new Command.Data());
    assertThat(parse("RSET")).isEqualTo(new Command.Rset());
    assertThat(parse("NOOP")).isEqualTo(new Command.Noop());
    assertThat(parse("NOOP and so on")).isEqualTo(new Command.Noop());
    assertThat(parse("VRFY ann")).isEqualTo(new Command.Vrfy("ann"));
    assertThat(parse("EXPN list")).isEqualTo(new Command.Expn("list"));
    assertThat(parse("HELP")).isEqualTo(new Command.Help(Optional.empty()));
    assertThat(parse("HELP MAIL")).isEqualTo(new Command.Help(Optional.of("MAIL")));
    assertThat(parse("Quit")).isEqualTo(new Command.Quit());
    assertThat(parse("STARTTLS")).isEqualTo(new Command.StartTls());
    assertThat(parse("ETRN example.com")).isEqualTo(new Command.Etrn("example.com"));
  }

  @Test
  void aCommandKnowsItsVerb() {
    for (String line :
        List.of(
            "HELO a",
            "EHLO a",
            "MAIL FROM:<>",
            "RCPT TO:<a@b.example>",
            "DATA",
            "BDAT 1",
            "RSET",
            "NOOP",
            "VRFY a",
            "EXPN a",
            "HELP",
            "QUIT",
            "STARTTLS",
            "AUTH PLAIN",
            "ETRN a",
            "XCLIENT ADDR=a",
            "XFORWARD ADDR=a")) {
      Command command = parse(line);
      assertThat(command.getClass().getSimpleName()).isEqualToIgnoringCase(command.verb().name());
      assertThat(line).startsWith(command.verb().name());
    }
    assertThat(parse("DATA x").verb()).isEqualTo(Verb.DATA);
    assertThat(parse("GET / HTTP/1.1").verb()).isEqualTo(Verb.UNKNOWN);
  }

  @Test
  void whiteSpaceBehindACommandIsTolerated() {
    assertThat(parse("QUIT \t ")).isEqualTo(new Command.Quit());
    assertThat(parse("HELO a.example ")).isEqualTo(new Command.Helo("a.example"));
    assertThat(parse("MAIL FROM:<> ")).isInstanceOf(Command.Mail.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HELO",
        "EHLO ",
        "VRFY",
        "EXPN",
        "AUTH",
        "ETRN",
        "DATA now",
        "RSET x",
        "QUIT x",
        "STARTTLS x",
        "MAIL",
        "MAIL FROM",
        "MAIL FROM:",
        "RCPT",
        "RCPT TO:",
        "RCPT FROM:<a@b.example>",
        "MAIL TO:<>",
        "BDAT",
        "XCLIENT",
        "XFORWARD",
        "AUTH PLAIN a b",
        "AUTH PL=AIN"
      })
  void aMissingOrSuperfluousArgumentIs501(String line) {
    assertRefused(line, 501, "5.5.4");
  }

  @Test
  void controlCharactersAreRefusedEverywhere() {
    for (String line :
        List.of(
            "HELO a\tb",
            "VRFY a\u001bb",
            "MAIL FROM:<a\u0001@b.example>",
            "NOOP \u007f",
            "RCPT TO:<\"a\u0008\"@b.example>",
            "VRFY a\u0085b",
            "VRFY a\u2028b")) {
      assertRefused(line, 501, "5.5.2");
    }
  }

  @Test
  void octetsThatAreNoUtf8AreRefused() {
    byte[] octets = Chunks.latin1("VRFY \u00e9");
    assertThat(parser.parse(new LineRead.Line(octets, 0, octets.length), false))
        .isInstanceOfSatisfying(
            Command.Malformed.class, m -> assertThat(m.reply().code()).isEqualTo(501));
    assertThat(parse("VRFY \u00e9")).isEqualTo(new Command.Vrfy("\u00e9"));
  }

  @Test
  void onlyAsciiNamesAHost() {
    assertRefused("EHLO b\u00fccher.example", 501, "5.5.2");
  }

  @ParameterizedTest
  @CsvSource({
    "GET / HTTP/1.1,GET",
    "POST /x?y=MAIL HTTP/1.0,POST",
    "CONNECT a.example:25 HTTP/1.1,CONNECT",
    "GET /,GET",
    "PRI * HTTP/2.0,PRI"
  })
  void hostile_016_an_http_request(String line, String method) {
    assertThat(parse(line)).isEqualTo(new Command.HttpRequest(method));
  }

  @Test
  void whatOnlyResemblesHttpIsUnknown() {
    assertThat(parse("GET")).isEqualTo(new Command.Unknown("GET"));
    assertThat(parse("get / HTTP/1.1")).isEqualTo(new Command.Unknown("get"));
    assertThat(parse("TRACE mail")).isEqualTo(new Command.Unknown("TRACE"));
  }

  @Test
  void hostile_018_format_specifiers_stay_text() {
    assertThat(parse("EHLO %n%s%x${jndi:ldap://a}"))
        .isEqualTo(new Command.Ehlo("%n%s%x${jndi:ldap://a}"));
  }

  @Test
  void hostile_022_sizes_of_bdat() {
    assertThat(parse("BDAT 0 LAST")).isEqualTo(new Command.Bdat(0, true));
    assertThat(parse("BDAT 1000 last")).isEqualTo(new Command.Bdat(1000, true));
    assertThat(parse("BDAT 7")).isEqualTo(new Command.Bdat(7, false));
    for (String line :
        List.of(
            "BDAT -1",
            "BDAT 9223372036854775808",
            "BDAT x",
            "BDAT 1 FIRST",
            "BDAT 1 LAST LAST",
            "BDAT LAST",
            "BDAT +1")) {
      assertRefused(line, 501, "5.5.4");
    }
  }

  @Test
  void hostile_035_unknown_verbs_are_kept_short_and_printable() {
    assertThat(parse("TURN")).isEqualTo(new Command.Unknown("TURN"));
    assertThat(parse("';DROP TABLE mail;-- x")).isEqualTo(new Command.Unknown("';DROP"));
    assertThat(parse("\u001b[2J" + "x".repeat(100)))
        .isEqualTo(new Command.Unknown("?[2J" + "x".repeat(CommandParser.UNKNOWN_VERB - 4)));
    assertThat(parse("")).isEqualTo(new Command.Unknown(""));
    assertThat(parse(" QUIT")).isEqualTo(new Command.Unknown(""));
  }

  @Test
  void authHasAMechanismAndPerhapsAResponse() {
    assertThat(parse("AUTH plain")).isEqualTo(new Command.Auth("PLAIN", Optional.empty()));
    assertThat(parse("AUTH PLAIN =")).isEqualTo(new Command.Auth("PLAIN", Optional.of("")));
    assertThat(parse("AUTH SCRAM-SHA-256 abcd=="))
        .isEqualTo(new Command.Auth("SCRAM-SHA-256", Optional.of("abcd==")));
    assertRefused("AUTH " + "X".repeat(21), 501, "5.5.4");
  }

  @Test
  void anInitialResponseIsNotPrinted() {
    assertThat(parse("AUTH PLAIN c2VjcmV0")).hasToString("Auth[PLAIN]");
  }

  @Test
  void xclientAttributesAreDecoded() {
    CommandParser trusting = offering("XCLIENT NAME ADDR LOGIN", "XFORWARD NAME IDENT");
    assertThat(
            trusting.parse(
                LineRead.Line.of("XCLIENT name=[UNAVAILABLE] ADDR=IPV6:2001:db8::1  LOGIN=a+20b"),
                false))
        .isEqualTo(
            new Command.Xclient(
                Map.of("NAME", "[UNAVAILABLE]", "ADDR", "IPV6:2001:db8::1", "LOGIN", "a b")));
    assertThat(trusting.parse(LineRead.Line.of("XFORWARD IDENT=x1"), false))
        .isEqualTo(new Command.Xforward(Map.of("IDENT", "x1")));
    for (String line :
        List.of(
            "XCLIENT PORT=1",
            "XCLIENT NAME=a NAME=b",
            "XCLIENT NAME=a+0Ab",
            "XCLIENT NAME",
            "XCLIENT =a",
            "XFORWARD LOGIN=a")) {
      assertThat(trusting.parse(LineRead.Line.of(line), false))
          .isInstanceOf(Command.Malformed.class);
    }
  }

  @Test
  void hostile_036_xclient_from_a_stranger_is_recognised_to_be_refused() {
    assertThat(parse("XCLIENT ADDR=127.0.0.1"))
        .isEqualTo(new Command.Xclient(Map.of("ADDR", "127.0.0.1")));
  }

  static CommandParser offering(String... lines) {
    return new CommandParser(Leniency.STRICT, extensions(lines));
  }

  static Extensions extensions(String... lines) {
    List<String> reply = new ArrayList<>(List.of("mx.example.net"));
    reply.addAll(List.of(lines));
    return Extensions.parse(new Reply(250, "", reply, false));
  }

  private Command parse(String line) {
    return parser.parse(LineRead.Line.of(line), false);
  }

  private void assertRefused(String line, int code, String enhanced) {
    assertThat(parse(line))
        .as(line)
        .isInstanceOfSatisfying(
            Command.Malformed.class,
            malformed -> {
              assertThat(malformed.reply().code()).isEqualTo(code);
              assertThat(malformed.reply().enhanced()).isEqualTo(enhanced);
            });
  }
}
