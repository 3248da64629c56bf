package weir.maillog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.net.IpAddress;

class PostfixLogTest {
  private static final PostfixLog POSTFIX = new PostfixLog();

  private static List<LogEvent> told(String daemon, String text) {
    return Lines.told(POSTFIX, "postfix/" + daemon, text);
  }

  private static Entrance.Client client(String text) {
    LogEvent.Arrival arrival = Lines.only(told("submission/smtpd", text), LogEvent.Arrival.class);
    return (Entrance.Client) arrival.by();
  }

  @Test
  void aClientThatLoggedIn() {
    Entrance.Client client =
        client(
            "4cQ1zX3Kq7zB9: client=host.example.net[192.0.2.7]:51234, sasl_method=PLAIN,"
                + " sasl_username=ann@example.com");
    assertThat(client.address()).isEqualTo(IpAddress.parse("192.0.2.7"));
    assertThat(client.port()).hasValue(51_234);
    assertThat(client.name()).hasValue("host.example.net");
    assertThat(client.login()).hasValue(new Entrance.Login("PLAIN", "ann@example.com"));
  }

  @Test
  void aClientThatDidNot() {
    Entrance.Client client = client("3F2A11C0D2: client=unknown[2001:db8::7]");
    assertThat(client.address()).isEqualTo(IpAddress.parse("2001:db8::7"));
    assertThat(client.name()).isEmpty();
    assertThat(client.login()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          , sasl_sender=bob@example.com                                    | ann
          , orig_queue_id=1F2, orig_client=x.example[198.51.100.1]         | ann
          , sasl_sender=b@example.com, orig_client=x.example[198.51.100.1] | ann
          """)
  void whatFollowsALogin(String rest, String login) {
    assertThat(
            client(
                    "3F2A11C0D2: client=h.example[192.0.2.7], sasl_method=LOGIN, sasl_username=ann"
                        + rest)
                .login())
        .hasValue(new Entrance.Login("LOGIN", login));
  }

  @Test
  void aProgramOnThisHost() {
    List<LogEvent> events = told("pickup", "3F2A11C0D2: uid=2001 from=<web@example.com>");
    assertThat(events)
        .containsExactly(
            new LogEvent.Arrival(
                "3F2A11C0D2", new Entrance.Program(OptionalLong.of(2001), Optional.empty())),
            new LogEvent.Envelope(
                "3F2A11C0D2",
                Optional.of("web@example.com"),
                OptionalLong.empty(),
                OptionalInt.empty(),
                List.of()));
  }

  @Test
  void aMessageThatWasQueuedAgain() {
    List<LogEvent> events =
        told("pickup", "9A2A11C0D2: uid=89 from=<web@example.com> orig_id=3F2A11C0D2");
    assertThat(events)
        .contains(new LogEvent.Offspring("3F2A11C0D2", "9A2A11C0D2", LogEvent.Kinship.AGAIN));
    assertThat(Lines.only(events, LogEvent.Envelope.class).sender()).hasValue("web@example.com");
  }

  @Test
  void itsEnvelope() {
    assertThat(
            told("qmgr", "3F2A11C0D2: from=<web@example.com>, size=1234, nrcpt=50 (queue active)"))
        .containsExactly(
            new LogEvent.Envelope(
                "3F2A11C0D2",
                Optional.of("web@example.com"),
                OptionalLong.of(1234),
                OptionalInt.of(50),
                List.of()));
    assertThat(told("qmgr", "3F2A11C0D2: removed"))
        .containsExactly(new LogEvent.Removal("3F2A11C0D2"));
    assertThat(told("qmgr", "3F2A11C0D2: from=<a@example.com>, status=expired, returned to sender"))
        .containsExactly(new LogEvent.Expired("3F2A11C0D2"));
  }

  @Test
  void aDelivery() {
    LogEvent.Delivery delivery =
        Lines.only(
            told(
                "smtp",
                "3F2A11C0D2: to=<bob@example.org>, orig_to=<all@example.com>,"
                    + " relay=mx.example.org[198.51.100.5]:25, conn_use=2, delay=3.6,"
                    + " delays=0.2/0.02/0.04/3.3, tls=may, dsn=2.0.0, status=sent"
                    + " (250 2.0.0 Ok: queued as 4cQ1zX3Kq7zB9)"),
            LogEvent.Delivery.class);
    assertThat(delivery.recipient()).isEqualTo("bob@example.org");
    assertThat(delivery.original()).hasValue("all@example.com");
    assertThat(delivery.result()).isEqualTo(LogEvent.Result.DELIVERED);
    assertThat(delivery.relayAddress()).isEqualTo(IpAddress.parse("198.51.100.5"));
    assertThat(delivery.code()).hasValue("2.0.0");
    assertThat(delivery.next()).hasValue("4cQ1zX3Kq7zB9");
  }

  @Test
  void whatItsRecipientsBecome() {
    assertThat(
            told(
                "local",
                "3F2A11C0D2: to=<ann@example.com>, relay=local, delay=0.07, delays=0.04/0/0/0.03,"
                    + " dsn=2.0.0, status=sent (forwarded as 9A2A11C0D2)"))
        .containsExactly(
            new LogEvent.Offspring("3F2A11C0D2", "9A2A11C0D2", LogEvent.Kinship.FORWARD));
    assertThat(told("bounce", "3F2A11C0D2: sender non-delivery notification: 9A2A11C0D2"))
        .containsExactly(
            new LogEvent.Offspring("3F2A11C0D2", "9A2A11C0D2", LogEvent.Kinship.BOUNCE));
  }

  @Test
  void aLoginThatFailed() {
    assertThat(
            told(
                "smtpd",
                "warning: h.example[192.0.2.7]: SASL PLAIN authentication failed: (reason"
                    + " unavailable), sasl_username=ann@example.com"))
        .containsExactly(
            new LogEvent.LoginAttempt(
                "smtpd",
                Optional.of("ann@example.com"),
                IpAddress.parse("192.0.2.7"),
                false,
                Optional.empty()));
  }

  @Test
  void aRefusal() {
    assertThat(
            told(
                "smtpd",
                "NOQUEUE: reject: RCPT from unknown[192.0.2.7]: 554 5.7.1 <b@example.org>: Relay"
                    + " access denied; from=<a@example.com> to=<b@example.org> proto=ESMTP helo=<x>"))
        .containsExactly(
            new LogEvent.Refusal(
                Optional.empty(),
                "RCPT",
                IpAddress.parse("192.0.2.7"),
                Optional.of("a@example.com"),
                Optional.of("b@example.org"),
                "554 5.7.1 <b@example.org>: Relay access denied"));
  }

  /// Whom a client sends for is its own choice (`AUTH=` of MAIL), and the login is not.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          ann, sasl_sender=x, sasl_sender=b@example.com        | ann
          ann, sasl_sender=x, orig_client=root[127.0.0.1]      | ann
          ann, sasl_sender=x, sasl_username=root               | ann
          ann, orig_client=root[127.0.0.1], orig_client=h[1.1.1.1] | ann, orig_client=root[127.0.0.1]
          ann sasl_username=root                               | ann sasl_username=root
          """)
  void hostile_096_fieldsWithinALoginStayInIt(String rest, String login) {
    assertThat(
            client("3F2A11C0D2: client=h[192.0.2.7], sasl_method=PLAIN, sasl_username=" + rest)
                .login())
        .hasValue(new Entrance.Login("PLAIN", login));
  }

  @Test
  void hostile_096_fieldsWithinASenderStayInIt() {
    String sender = "\"x>, size=1, nrcpt=1 (queue active)\"@example.com";
    LogEvent.Envelope envelope =
        Lines.only(
            told("qmgr", "3F2A11C0D2: from=<" + sender + ">, size=9, nrcpt=500 (queue active)"),
            LogEvent.Envelope.class);
    assertThat(envelope.sender()).hasValue(sender);
    assertThat(envelope.recipientCount()).hasValue(500);
    assertThat(
            told("qmgr", "3F2A11C0D2: from=<" + sender + ">, status=expired, returned to sender"))
        .containsExactly(new LogEvent.Expired("3F2A11C0D2"));
  }

  @Test
  void hostile_096_aRecipientThatLooksLikeADeliveryHidesNoBounce() {
    String recipient =
        "x>, relay=a[192.0.2.1]:25, delay=0, delays=0/0/0/0, dsn=2.0.0, status=sent (250 ok)";
    LogEvent.Delivery delivery =
        Lines.only(
            told(
                "smtp",
                "3F2A11C0D2: to=<"
                    + recipient
                    + "@example.org>, relay=none, delay=1, delays=1/0/0/0, dsn=5.1.1,"
                    + " status=bounced (no such user)"),
            LogEvent.Delivery.class);
    assertThat(delivery.result()).isEqualTo(LogEvent.Result.FAILED);
    assertThat(delivery.recipient()).isEqualTo(recipient + "@example.org");
  }

  /// A stranger's server must not say that the message went to a server of ours, nor what it is
  /// now, nor that it was sent on by an alias.
  @ParameterizedTest
  @ValueSource(strings = {"250 2.0.0 Ok: queued as BBBB0123", "forwarded as BBBB0123"})
  void hostile_096_whatAServerSaysIsNoRelay(String said) {
    String line =
        "3F2A11C0D2: to=<x@far.example>, relay=mx.far.example[198.51.100.7]:25, delay=1,"
            + " delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok, relay=mail1[192.0.2.20]:25,"
            + " delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent ("
            + said
            + "))";
    LogEvent.Delivery delivery = Lines.only(told("smtp", line), LogEvent.Delivery.class);
    assertThat(delivery.result()).isEqualTo(LogEvent.Result.DELIVERED);
    assertThat(delivery.relay()).isEmpty();
    assertThat(delivery.relayAddress()).isEmpty();
    assertThat(delivery.next()).isEmpty();
  }

  @Test
  void hostile_096_onlyLocalSaysAsWhatAMessageWentOn() {
    String line =
        "3F2A11C0D2: to=<x@far.example>, relay=mx.far.example[198.51.100.7]:25, delay=1,"
            + " delays=0/0/0/1, dsn=2.0.0, status=sent (forwarded as BBBB0123)";
    assertThat(told("smtp", line)).hasOnlyElementsOfType(LogEvent.Delivery.class);
    assertThat(told("local", line.replace("mx.far.example[198.51.100.7]:25", "local")))
        .containsExactly(
            new LogEvent.Offspring("3F2A11C0D2", "BBBB0123", LogEvent.Kinship.FORWARD));
  }

  @Test
  void hostile_096_aSubjectIsNoFieldAndNoId() {
    String subject = "x from h[192.0.2.1]; from=<a@b> to=<c@d>: sasl_username=root cwd=/root";
    List<LogEvent> events =
        told(
            "cleanup",
            "3F2A11C0D2: info: header Subject: "
                + subject
                + " from local; from=<web@example.com> to=<b@example.org>");
    assertThat(events).containsExactly(new LogEvent.Titled("3F2A11C0D2", subject));
  }

  @Test
  void theScriptThatAHeaderNamesIsTold() {
    String script = "33:x.php from h[192.0.2.1]; from=<a@b> to=<c@d>: uid=0";
    assertThat(
            told(
                "cleanup",
                "3F2A11C0D2: info: header X-PHP-Originating-Script: "
                    + script
                    + " from local; from=<web@example.com> to=<b@example.org>"))
        .containsExactly(new LogEvent.Scripted("3F2A11C0D2", script));
  }

  @Test
  void hostile_096_addressesThatCannotBeToldApartAreNotTold() {
    LogEvent.Refusal refusal =
        Lines.only(
            told(
                "smtpd",
                "NOQUEUE: reject: RCPT from h[192.0.2.7]: 550 5.1.1 <x>: no; from=<a@b> to=<c@d>"
                    + " proto=ESMTP helo=<y; from=<root@example.com> to=<z>"),
            LogEvent.Refusal.class);
    assertThat(refusal.client()).isEqualTo(IpAddress.parse("192.0.2.7"));
    assertThat(refusal.sender()).isEmpty();
    assertThat(refusal.recipient()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connect from h.example[192.0.2.7]",
        "disconnect from h.example[192.0.2.7] ehlo=1 quit=1 commands=2",
        "lost connection after DATA from h.example[192.0.2.7]",
        "warning: hostname h.example does not resolve to address 192.0.2.7"
      })
  void linesThatSayNothingOfMail(String text) {
    assertThat(POSTFIX.read(Lines.line("postfix/smtpd", text))).isEqualTo(new LogRead.Silent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ": ",
        "3F2A11C0D2",
        "3F2A11C0D2: ",
        "3F2A11C0D2: client=",
        "3F2A11C0D2: client=h[192.0.2.7] and more",
        "3F2A11C0D2: a new kind of line",
        "NOQUEUE: reject: RCPT from nowhere"
      })
  void linesThatAreNotUnderstoodAreSaidToBe(String text) {
    assertThat(POSTFIX.read(Lines.line("postfix/smtpd", text)))
        .isEqualTo(new LogRead.NotUnderstood());
  }
}
