package weir.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.mail.ReceivedLine.Protocol;
import weir.mail.ReceivedLine.Tls;
import weir.net.IpAddress;

class ReceivedLineTest {

  private static final Instant DATE = Instant.parse("2026-01-05T04:05:06Z");
  private static final Protocol ESMTP = new Protocol(true, false, false, false);
  private static final Domain BY = new Domain("mx.example.com");
  private static final String ID = "abcdefghijklm";

  @Test
  void everythingThatIsKnownStandsInIt() {
    ReceivedLine line =
        new ReceivedLine(
            address("192.0.2.1"),
            Optional.of("mail.example.net"),
            "helo.example.net",
            new Protocol(true, true, true, false),
            Optional.of(new Tls("TLSv1.3", "TLS_AES_256_GCM_SHA384")),
            Optional.of("ann@example.com"),
            BY,
            ID,
            Optional.of(new Path.Mailbox("ann", new Domain("example.com"))),
            DATE);
    assertThat(text(line))
        .isEqualTo(
            """
            Received: from helo.example.net (mail.example.net [192.0.2.1])
            \t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384)
            \t(Authenticated sender: ann@example.com)
            \tby mx.example.com with ESMTPSA id abcdefghijklm
            \tfor <ann@example.com>;
            \tMon, 5 Jan 2026 04:05:06 +0000
            """
                .replace("\n", "\r\n"));
  }

  @Test
  void aClientWithoutANameAndAMessageForSeveralMakeAShortLine() {
    assertThat(
            text(
                line(
                    "[IPv6:2001:DB8::1]",
                    Optional.empty(),
                    new Protocol(false, true, false, true),
                    Optional.empty())))
        .isEqualTo(
            """
            Received: from [IPv6:2001:db8::1] (unknown [IPv6:2001:db8::1])
            \tby mx.example.com with SMTP id abcdefghijklm;
            \tMon, 5 Jan 2026 04:05:06 +0000
            """
                .replace("\n", "\r\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "false, false, false, false, SMTP",
    "true, false, false, false, ESMTP",
    "true, true, false, false, ESMTPS",
    "true, false, true, false, ESMTPA",
    "true, true, true, false, ESMTPSA",
    "true, false, false, true, UTF8SMTP",
    "true, true, true, true, UTF8SMTPSA",
  })
  void protocolsAreThoseOfTheRegistry(
      boolean extended, boolean tls, boolean login, boolean utf8, String name) {
    assertThat(new Protocol(extended, tls, login, utf8)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a\r\nBcc: x@y",
        "a)(b",
        "\\",
        "a b",
        "a\u0000b",
        "[192.0.2.1",
        "1.2.3.4",
        "(((((",
        "h\u00e9",
        "host..name",
        "x\u2028y",
        "\u001b[2J",
        "-"
      })
  void hostile_055_aHeloThatIsNoNameStandsInACommentWithoutItsTeeth(String helo) {
    String text = text(line(helo, Optional.empty(), ESMTP, Optional.empty()));
    assertThat(text)
        .startsWith("Received: from [IPv6:2001:db8::1] (unknown [IPv6:2001:db8::1])\r\n\t(HELO ");
    String said = text.substring(text.indexOf("(HELO ") + 6, text.indexOf(")\r\n\tby"));
    assertThat(said).matches("[!-'*-\\[\\]-~]*");
  }

  static Stream<Arguments> hostileLogins() {
    return Stream.of(
        Arguments.of("ann smith", "ann smith"),
        Arguments.of("a)(b", "a\\)\\(b"),
        Arguments.of("a\\", "a\\\\"),
        Arguments.of("\\\\)", "\\\\\\\\\\)"),
        Arguments.of("((((", "\\(\\(\\(\\("),
        Arguments.of("a\r\nBcc: x@y", "a??Bcc: x@y"),
        Arguments.of("a\r\n\r\nbody", "a????body"),
        Arguments.of("a\tb", "a b"),
        Arguments.of("a\u0000b", "a?b"),
        Arguments.of("a\u007fb\u0085c", "a?b?c"),
        Arguments.of("d\u00f6rte\u2028x", "d?rte?x"),
        Arguments.of("\ud83d\ude00", "??"),
        Arguments.of("\u001b[2J", "?[2J"),
        Arguments.of("a\";b=c", "a\";b=c"),
        Arguments.of("joe@192.0.2.9", "joe@192.0.2.9"),
        Arguments.of(
            "x) by evil.example with ESMTP id 1; Mon", "x\\) by evil.example with ESMTP id 1; Mon"),
        Arguments.of("(".repeat(300), "\\(".repeat(252) + "..."));
  }

  @ParameterizedTest
  @MethodSource("hostileLogins")
  void hostile_055_aLoginStandsInItsCommentAndNowhereElse(String login, String comment) {
    ReceivedLine line =
        new ReceivedLine(
            address("192.0.2.1"),
            Optional.empty(),
            "a.example",
            ESMTP,
            Optional.empty(),
            Optional.of(login),
            BY,
            ID,
            Optional.empty(),
            DATE);
    assertThat(text(line).replaceAll("\r\n(?=[ \t])", ""))
        .isEqualTo(
            "Received: from a.example (unknown [192.0.2.1])\t(Authenticated sender: "
                + comment
                + ")\tby mx.example.com with ESMTP id abcdefghijklm;"
                + "\tMon, 5 Jan 2026 04:05:06 +0000\r\n");
  }

  @Test
  void hostile_055_aReverseNameThatIsNoNameIsUnknown() {
    assertThat(text(line("a.example", Optional.of("evil)\r\n x.example"), ESMTP, Optional.empty())))
        .contains("(unknown [IPv6:");
    assertThat(text(line("a.example", Optional.of("[192.0.2.1]"), ESMTP, Optional.empty())))
        .contains("(unknown [IPv6:");
  }

  @Test
  void aRecipientBeyondAsciiNeedsAnInternationalizedMessage() {
    Optional<Path> recipient =
        Optional.of(new Path.Mailbox("d\u00f6rte", new Domain("example.com")));
    assertThat(text(line("a.example", Optional.empty(), ESMTP, recipient))).doesNotContain("for <");
    assertThat(
            text(
                line(
                    "a.example",
                    Optional.empty(),
                    new Protocol(true, false, false, true),
                    recipient)))
        .contains("for <d\u00f6rte@example.com>");
  }

  @Test
  void quotedRecipientsStayQuoted() {
    Optional<Path> recipient = Optional.of(new Path.Mailbox("a) b\"c", new Domain("example.com")));
    assertThat(text(line("a.example", Optional.empty(), ESMTP, recipient)))
        .contains("for <\"a) b\\\"c\"@example.com>;");
    assertThat(text(line("a.example", Optional.empty(), ESMTP, Optional.of(new Path.Postmaster()))))
        .contains("for <postmaster>;");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a;b", "a(b", "é", "a\r\n"})
  void ourOwnIdMustBeAnAtom(String id) {
    assertThatThrownBy(() ->
            new ReceivedLine(
                address("::1"),
                Optional.empty(),
                "a",
                ESMTP,
                Optional.empty(),
                Optional.empty(),
                BY,
                id,
                Optional.empty(),
                DATE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nothingFromOutsideEndsALineOrMakesItTooLong() {
    Random random = new Random(2505);
    for (int i = 0; i < 5_000; i++) {
      ReceivedLine line =
          new ReceivedLine(
              address("2001:db8::1"),
              Optional.of(noise(random)),
              noise(random),
              ESMTP,
              Optional.of(new Tls(noise(random), noise(random))),
              Optional.of(noise(random)),
              BY,
              ID,
              Optional.empty(),
              DATE);
      String text = text(line);
      assertThat(text).matches("(?s)Received: [!-~][ -~]*(\r\n[ \t][!-~][ -~]*)*\r\n");
      assertThat(text.split("\r\n"))
          .allSatisfy(
              part -> assertThat(part.length()).isLessThanOrEqualTo(HeaderField.LINE_LIMIT));
      assertThat(withoutComments(text))
          .matches(
              "Received: from \\[IPv6:2001:db8::1] +by mx.example.com with ESMTP id abcdefghijklm; .*");
    }
  }

  /// The field on one line, as RFC 5322 section 3.2.2 has comments and quoted pairs.
  private static String withoutComments(String field) {
    StringBuilder rest = new StringBuilder();
    int depth = 0;
    String line = field.replace("\r\n", "").replace('\t', ' ');
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      } else if (depth == 0) {
        rest.append(c);
      } else if (c == '\\') {
        i++;
      }
    }
    assertThat(depth).isZero();
    return rest.toString();
  }

  private static String noise(Random random) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(600); n > 0; n--) {
      text.append((char) random.nextInt(random.nextBoolean() ? 0x80 : 0x3000));
    }
    return text.toString();
  }

  private static ReceivedLine line(
      String helo, Optional<String> name, Protocol protocol, Optional<Path> recipient) {
    return new ReceivedLine(
        address("2001:db8::1"),
        name,
        helo,
        protocol,
        Optional.empty(),
        Optional.empty(),
        BY,
        ID,
        recipient,
        DATE);
  }

  private static String text(ReceivedLine line) {
    return new String(line.field().bytes(), UTF_8);
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }
}
