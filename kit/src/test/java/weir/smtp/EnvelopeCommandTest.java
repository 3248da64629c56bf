package weir.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.mail.Domain;
import weir.mail.MailParameters;
import weir.mail.Path;
import weir.mail.RcptParameters;

class EnvelopeCommandTest {

  private static final Extensions ALL =
      CommandParserTest.extensions("SIZE 1000", "8BITMIME", "SMTPUTF8", "DSN", "AUTH PLAIN");
  private static final Path ANN = new Path.Mailbox("ann", new Domain("example.com"));

  private final CommandParser strict = new CommandParser(Leniency.STRICT, ALL);
  private final CommandParser relaxed = new CommandParser(Leniency.RELAXED, ALL);
  private final CommandParser plain = new CommandParser(Leniency.STRICT, Extensions.NONE);

  @Test
  void aSenderIsAPathOrNobody() {
    assertThat(mail("MAIL FROM:<ann@example.com>"))
        .isEqualTo(new Command.Mail(ANN, MailParameters.NONE));
    assertThat(mail("mail from:<ann@EXAMPLE.com>").sender()).isEqualTo(ANN);
    assertThat(mail("MAIL FROM:<>").sender()).isEqualTo(new Path.Null());
  }

  @Test
  void aRecipientIsAPathOrThePostmaster() {
    assertThat(rcpt("RCPT TO:<ann@example.com>"))
        .isEqualTo(new Command.Rcpt(ANN, Optional.empty(), RcptParameters.NONE));
    assertThat(rcpt("RCPT TO:<Postmaster>").recipient()).isEqualTo(new Path.Postmaster());
    assertThat(refusal(strict, "RCPT TO:<>").enhanced()).isEqualTo("5.1.3");
  }

  @Test
  void prdrIsUnderstoodWhereItIsOffered() {
    CommandParser offering =
        new CommandParser(Leniency.STRICT, CommandParserTest.extensions("PRDR", "SIZE 1000"));
    Command command =
        offering.parse(LineRead.Line.of("MAIL FROM:<ann@example.com> PRDR SIZE=5"), false);
    Command.Mail mail = (Command.Mail) command;
    assertThat(mail.prdr()).isTrue();
    assertThat(mail.parameters().size()).hasValue(5);
    assertThat(refusal(offering, "MAIL FROM:<ann@example.com> PRDR=1").code()).isEqualTo(501);
    assertThat(refusal(strict, "MAIL FROM:<ann@example.com> PRDR").code()).isEqualTo(555);
  }

  @Test
  void quotesHideBracketsAndSpaces() {
    assertThat(rcpt("RCPT TO:<\"a> b\\\"c\"@example.com> NOTIFY=NEVER").recipient())
        .isEqualTo(new Path.Mailbox("a> b\"c", new Domain("example.com")));
  }

  @Test
  void hostile_040_a_source_route_is_shown() {
    Command.Rcpt rcpt = rcpt("RCPT TO:<@x.example,@y.example:ann@example.com>");
    assertThat(rcpt.recipient()).isEqualTo(ANN);
    assertThat(rcpt.sourceRoute()).hasValue("@x.example,@y.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"MAIL FROM:<;id;@x>", "RCPT TO:<`id`@x.example;rm -rf /> "})
  void hostile_038_shell_text_is_text_or_refused(String line) {
    Command command = strict.parse(LineRead.Line.of(line), false);
    assertThat(command).isInstanceOf(Command.Malformed.class);
  }

  @Test
  void hostile_039_expansions_are_literal() {
    assertThat(rcpt("RCPT TO:<${run{/bin/id}}@example.com>").recipient())
        .isEqualTo(new Path.Mailbox("${run{/bin/id}}", new Domain("example.com")));
  }

  @Test
  void hostile_041_lengths() {
    for (String path :
        List.of(
            "a".repeat(65) + "@example.com",
            "a@" + "b".repeat(64) + ".example",
            "a@" + "b.".repeat(130) + "example",
            "a".repeat(64) + "@" + "b.".repeat(96) + "com")) {
      assertThat(refusal(strict, "RCPT TO:<" + path + ">").code()).isEqualTo(501);
      assertThat(refusal(strict, "MAIL FROM:<" + path + ">").enhanced()).isEqualTo("5.1.7");
    }
    assertThat(rcpt("RCPT TO:<" + "a".repeat(64) + "@example.com>")).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "MAIL FROM: <ann@example.com>",
    "MAIL FROM:ann@example.com",
    "MAIL FROM: ann@example.com SIZE=5"
  })
  void hostile_042_space_and_missing_brackets_by_setting(String line) {
    assertThat(refusal(strict, line).code()).isEqualTo(501);
    assertThat(relaxed.parse(LineRead.Line.of(line), false))
        .isInstanceOfSatisfying(
            Command.Mail.class, mail -> assertThat(mail.sender()).isEqualTo(ANN));
  }

  @Test
  void hostile_042_each_setting_forgives_its_own() {
    CommandParser space = new CommandParser(new Leniency(true, false), ALL);
    CommandParser brackets = new CommandParser(new Leniency(false, true), ALL);
    assertThat(refusal(space, "MAIL FROM:ann@example.com").code()).isEqualTo(501);
    assertThat(refusal(brackets, "MAIL FROM: <ann@example.com>").code()).isEqualTo(501);
    assertThat(refusal(relaxed, "MAIL FROM:").code()).isEqualTo(501);
    assertThat(refusal(relaxed, "MAIL FROM: SIZE=5").code()).isEqualTo(501);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MAIL FROM:<a@b.example",
        "MAIL FROM:<a@b.example>x",
        "MAIL FROM:<a@b.example>SIZE=1",
        "MAIL FROM:<<a@b.example>>",
        "MAIL FROM:<a@b.example> >",
        "MAIL FROM:<\"a@b.example>",
        "MAIL FROM :<a@b.example>",
        "MAIL FROM:\"a\" <a@b.example>"
      })
  void whatIsNoPathIsRefused(String line) {
    assertThat(refusal(strict, line).code()).isEqualTo(501);
  }

  @Test
  void allParametersOfMail() {
    assertThat(
            mail("MAIL FROM:<ann@example.com> SIZE=123 body=8bitmime SMTPUTF8 RET=hdrs ENVID=a+2Bb AUTH=<>")
                .parameters())
        .isEqualTo(
            new MailParameters(
                OptionalLong.of(123),
                true,
                true,
                Optional.of("HDRS"),
                Optional.of("a+2Bb"),
                Optional.of("<>")));
    assertThat(mail("MAIL FROM:<> BODY=7BIT").parameters().eightBit()).isFalse();
  }

  @Test
  void allParametersOfRcpt() {
    assertThat(
            rcpt("RCPT TO:<ann@example.com> notify=success,delay ORCPT=rfc822;ann+2B@example.com")
                .parameters())
        .isEqualTo(
            new RcptParameters(
                Optional.of("SUCCESS,DELAY"), Optional.of("rfc822;ann+2B@example.com")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MAIL FROM:<> ENVID=a+0Db",
        "MAIL FROM:<> ENVID=a+0Ab",
        "MAIL FROM:<> ENVID=a+00b",
        "MAIL FROM:<> AUTH=a+0D+0A@b.example",
        "MAIL FROM:<> ENVID=a+zz",
        "RCPT TO:<ann@example.com> ORCPT=rfc822;a+0D+0Ab@c.example",
        "RCPT TO:<ann@example.com> ORCPT=rfc822;a+00@c.example",
        "RCPT TO:<ann@example.com> ORCPT=utf-8;a\\x{0D}@c.example",
        "RCPT TO:<ann@example.com> ORCPT=rfc822",
        "RCPT TO:<\"a\\\u0001\"@example.com>"
      })
  void hostile_043_line_ends_and_nul_hidden_in_values(String line) {
    assertThat(refusal(strict, line).code()).isEqualTo(501);
  }

  @Test
  void hostile_046_an_address_beyond_ascii_needs_smtputf8() {
    assertThat(refusal(strict, "MAIL FROM:<\u00e9@example.com>"))
        .hasToString("553 5.6.7 An address beyond ASCII needs SMTPUTF8");
    assertThat(refusal(plain, "MAIL FROM:<\u00e9@example.com>").enhanced()).isEqualTo("5.6.7");
    assertThat(refusal(plain, "MAIL FROM:<\u00e9@example.com> SMTPUTF8").code()).isEqualTo(555);
    assertThat(mail("MAIL FROM:<\u00e9@example.com> SMTPUTF8").parameters().utf8()).isTrue();
    LineRead.Line rcpt = LineRead.Line.of("RCPT TO:<\u00e9@example.com>");
    assertThat(strict.parse(rcpt, true)).isInstanceOf(Command.Rcpt.class);
    assertThat(strict.parse(rcpt, false))
        .isInstanceOfSatisfying(
            Command.Malformed.class, m -> assertThat(m.reply().enhanced()).isEqualTo("5.6.7"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a@[192.0.2.1]", "a@[IPv6:2001:db8::1]"})
  void hostile_047_address_literals(String path) {
    Path recipient = rcpt("RCPT TO:<" + path + ">").recipient();
    assertThat(recipient)
        .isInstanceOfSatisfying(
            Path.Mailbox.class, box -> assertThat(box.domain().isLiteral()).isTrue());
    assertThat(refusal(strict, "RCPT TO:<a@[300.1.1.1]>").code()).isEqualTo(501);
    assertThat(refusal(strict, "RCPT TO:<a@[IPv6:fe80::1%eth0]>").code()).isEqualTo(501);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "x", "1x", "", "123456789012345678901", "+5", "1 000"})
  void hostile_048_a_size_that_is_none(String size) {
    int code = refusal(strict, "MAIL FROM:<> SIZE=" + size).code();
    assertThat(code).isIn(501, 555);
  }

  @Test
  void hostile_048_a_size_beyond_all_numbers_is_too_big_for_everybody() {
    assertThat(mail("MAIL FROM:<> SIZE=18446744073709551616").parameters().size())
        .hasValue(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MAIL FROM:<> SIZE=1 SIZE=2|501",
        "MAIL FROM:<> SIZE=1 size=1|501",
        "MAIL FROM:<> FOO|555",
        "MAIL FROM:<> FOO=BAR|555",
        "MAIL FROM:<> NOTIFY=NEVER|555",
        "MAIL FROM:<> BODY=BINARYMIME|501",
        "MAIL FROM:<> SMTPUTF8=yes|501",
        "MAIL FROM:<> RET=ALL|501",
        "MAIL FROM:<> SIZE|501",
        "MAIL FROM:<> =1|501",
        "MAIL FROM:<> A=B=C|501",
        "MAIL FROM:<> -A=1|501",
        "RCPT TO:<ann@example.com> SIZE=1|555",
        "RCPT TO:<ann@example.com> NOTIFY=NEVER,DELAY|501",
        "RCPT TO:<ann@example.com> NOTIFY=NEVER NOTIFY=NEVER|501"
      })
  void hostile_049_duplicate_and_unknown_parameters(String line, int code) {
    assertThat(refusal(strict, line).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MAIL FROM:<> SIZE=1",
        "MAIL FROM:<> BODY=7BIT",
        "MAIL FROM:<> RET=FULL",
        "MAIL FROM:<> ENVID=a",
        "MAIL FROM:<> AUTH=<>",
        "RCPT TO:<ann@example.com> NOTIFY=NEVER",
        "RCPT TO:<ann@example.com> ORCPT=rfc822;a"
      })
  void aParameterThatWasNotOfferedIsUnknown(String line) {
    assertThat(refusal(plain, line).code()).isEqualTo(555);
  }

  @Test
  void aRefusalQuotesNothingButTheKeyword() {
    assertThat(refusal(strict, "MAIL FROM:<> ENVID=\u00e9vil"))
        .hasToString("501 5.5.4 Parameter ENVID has a malformed value");
  }

  private Command.Mail mail(String line) {
    return (Command.Mail) strict.parse(LineRead.Line.of(line), false);
  }

  private Command.Rcpt rcpt(String line) {
    return (Command.Rcpt) strict.parse(LineRead.Line.of(line), false);
  }

  private static Reply refusal(CommandParser parser, String line) {
    Command command = parser.parse(LineRead.Line.of(line), false);
    assertThat(command).as(line).isInstanceOf(Command.Malformed.class);
    return ((Command.Malformed) command).reply();
  }
}
