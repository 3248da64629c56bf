package weir.maillog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.net.IpAddress;

class EximLogTest {
  private static final EximLog EXIM = new EximLog();
  private static final String ID = "1tGBZa-0005vi-2C";

  private static List<LogEvent> told(String text) {
    return Lines.told(EXIM, "exim", text);
  }

  private static Entrance by(String text) {
    return Lines.only(told(text), LogEvent.Arrival.class).by();
  }

  @Test
  void aProgramOnThisHost() {
    List<LogEvent> events =
        told(
            ID
                + " <= web@example.com U=u2001 P=local S=1234 id=a.b@example.com T=\"Hi \\\"you\\\"\""
                + " from <web@example.com> for a@example.org b@example.org");
    assertThat(events)
        .containsExactly(
            new LogEvent.Arrival(
                ID, new Entrance.Program(OptionalLong.empty(), Optional.of("u2001"))),
            new LogEvent.Envelope(
                ID,
                Optional.of("web@example.com"),
                OptionalLong.of(1234),
                OptionalInt.of(2),
                List.of("a@example.org", "b@example.org")),
            new LogEvent.Named(ID, "a.b@example.com"),
            new LogEvent.Titled(ID, "Hi \"you\""));
  }

  @Test
  void aClientThatLoggedIn() {
    Entrance.Client client =
        (Entrance.Client)
            by(
                "1tGBZa-00000005viA-2Cde <= ann@example.com H=h.example ([10.0.0.3]) [192.0.2.7]:51234"
                    + " I=[192.0.2.1]:587 U=ident P=esmtpsa X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no"
                    + " DN=\"CN=x A=plain:root\" A=dovecot_plain:ann@example.com K PRDR S=1234"
                    + " id=x@example.com");
    assertThat(client.address()).isEqualTo(IpAddress.parse("192.0.2.7"));
    assertThat(client.port()).hasValue(51_234);
    assertThat(client.name()).hasValue("h.example");
    assertThat(client.helo()).hasValue("[10.0.0.3]");
    assertThat(client.login()).hasValue(new Entrance.Login("dovecot_plain", "ann@example.com"));
  }

  @Test
  void aBounce() {
    assertThat(told(ID + " <= <> R=1tGBZa-0005vh-1B U=Debian-exim P=local S=1500"))
        .contains(new LogEvent.Offspring("1tGBZa-0005vh-1B", ID, LogEvent.Kinship.BOUNCE_OR_REPLY));
  }

  @Test
  void hostile_096_whatACustomerSaysThatHisMessageWasMadeOfIsNotBelieved() {
    assertThat(told(ID + " <= <> R=1tGBZa-0005vh-1B U=shop P=local S=1500"))
        .hasSize(2)
        .noneMatch(LogEvent.Offspring.class::isInstance)
        .contains(
            new LogEvent.Arrival(
                ID, new Entrance.Program(OptionalLong.empty(), Optional.of("shop"))));
    assertThat(
            told(
                ID
                    + " <= <> R=1tGBZa-0005vh-1B H=(mail1) [192.0.2.7] U=Debian-exim P=esmtp S=1500"))
        .noneMatch(LogEvent.Offspring.class::isInstance);
  }

  @Test
  void whatBecomesOfAMessage() {
    LogEvent.Delivery sent =
        Lines.only(
            told(
                ID
                    + " => bob@example.org F=<a@example.com> R=dnslookup T=remote_smtp"
                    + " H=mx.example.org [198.51.100.5]:25 X=TLS1.3:x:256 CV=yes C=\"250 OK"
                    + " id=1tGBZb-0001aB-3D\" QT=1s"),
            LogEvent.Delivery.class);
    assertThat(sent.recipient()).isEqualTo("bob@example.org");
    assertThat(sent.relay()).hasValue("mx.example.org");
    assertThat(sent.relayAddress()).isEqualTo(IpAddress.parse("198.51.100.5"));
    assertThat(sent.next()).hasValue("1tGBZb-0001aB-3D");

    LogEvent.Delivery local =
        Lines.only(
            told(ID + " => ann <ann@example.com> R=localuser T=local_delivery"),
            LogEvent.Delivery.class);
    assertThat(local.recipient()).isEqualTo("ann");
    assertThat(local.original()).hasValue("ann@example.com");
    assertThat(local.relay()).hasValue("local_delivery");

    LogEvent.Delivery failed =
        Lines.only(told(ID + " ** bob@example.org: Unrouteable address"), LogEvent.Delivery.class);
    assertThat(failed.result()).isEqualTo(LogEvent.Result.FAILED);
    assertThat(failed.recipient()).isEqualTo("bob@example.org");
    assertThat(failed.text()).isEqualTo("Unrouteable address");

    LogEvent.Delivery deferred =
        Lines.only(
            told(
                ID
                    + " == bob@example.org R=dnslookup T=remote_smtp defer (-44) H=mx.example.org"
                    + " [198.51.100.5]: SMTP error from remote mail server after RCPT"
                    + " TO:<bob@example.org>: 450 later"),
            LogEvent.Delivery.class);
    assertThat(deferred.result()).isEqualTo(LogEvent.Result.DEFERRED);
    assertThat(deferred.text()).startsWith("SMTP error from remote mail server");
    assertThat(told(ID + " Completed")).containsExactly(new LogEvent.Removal(ID));
  }

  @Test
  void aPipeWithSpacesInItsName() {
    LogEvent.Delivery piped =
        Lines.only(
            told(ID + " => |/usr/bin/vacation -a ann ann <ann@example.com> R=userforward T=pipe"),
            LogEvent.Delivery.class);
    assertThat(piped.recipient()).isEqualTo("|/usr/bin/vacation -a ann ann");
    assertThat(piped.original()).hasValue("ann@example.com");
  }

  @Test
  void holdsByHand() {
    assertThat(told(ID + " frozen by root")).containsExactly(new LogEvent.Held(ID));
    assertThat(told(ID + " unfrozen by root")).containsExactly(new LogEvent.Released(ID));
  }

  @Test
  void aLoginThatFailed() {
    assertThat(
            told(
                "dovecot_login authenticator failed for (User) [192.0.2.7]:21298 I=[192.0.2.1]:465:"
                    + " 535 Incorrect authentication data (set_id=ann@example.com)"))
        .containsExactly(
            new LogEvent.LoginAttempt(
                "smtp",
                Optional.of("ann@example.com"),
                IpAddress.parse("192.0.2.7"),
                false,
                Optional.empty()));
  }

  @Test
  void aRefusal() {
    assertThat(
            told(
                "H=(x) [192.0.2.7]:53343 X=TLS1.2:y:256 CV=no F=<a@example.com> rejected RCPT"
                    + " <b@example.org>: relay not permitted"))
        .containsExactly(
            new LogEvent.Refusal(
                Optional.empty(),
                "RCPT",
                IpAddress.parse("192.0.2.7"),
                Optional.of("a@example.com"),
                Optional.of("b@example.org"),
                "relay not permitted"));
  }

  @Test
  void whereAProgramWasStarted() {
    assertThat(told("cwd=/home/u2001/public_html 3 args: /usr/sbin/sendmail -t -i"))
        .containsExactly(
            new LogEvent.Invocation(
                OptionalLong.of(7), "/home/u2001/public_html", "/usr/sbin/sendmail -t -i"));
  }

  @Test
  void theProcessInBracketsIsTheOneThatCounts() {
    assertThat(told("[99] cwd=/home/u2001 1 args: exim"))
        .containsExactly(new LogEvent.Invocation(OptionalLong.of(99), "/home/u2001", "exim"));
  }

  @Test
  void throughSyslogWithATimeOfItsOwn() {
    assertThat(told("2026-11-28 21:54:28 [99] " + ID + " Completed"))
        .containsExactly(new LogEvent.Removal(ID));
  }

  /// CVE-2011-1764 and what is like it: whoever writes a message chooses all behind its size.
  @Test
  void hostile_096_nothingBehindTheSizeSaysWhoTheSenderIs() {
    List<LogEvent> events =
        told(
            ID
                + " <= web@example.com U=u2001 P=local S=99 id=<x> U=root A=plain:root P=local"
                + " T=\"a U=root cwd=/root H=h [127.0.0.1] A=plain:root S=1\" for a@example.org");
    assertThat(Lines.only(events, LogEvent.Arrival.class).by())
        .isEqualTo(new Entrance.Program(OptionalLong.empty(), Optional.of("u2001")));
    assertThat(Lines.only(events, LogEvent.Envelope.class).recipients())
        .containsExactly("a@example.org");
  }

  @Test
  void hostile_096_aSenderInQuotesIsNoField() {
    List<LogEvent> events =
        told(ID + " <= \"x U=root P=local S=1\"@example.com U=u2001 P=local S=99");
    assertThat(Lines.only(events, LogEvent.Envelope.class).sender())
        .hasValue("\"x U=root P=local S=1\"@example.com");
    assertThat(Lines.only(events, LogEvent.Arrival.class).by())
        .isEqualTo(new Entrance.Program(OptionalLong.empty(), Optional.of("u2001")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.\"b U=root P=local S=1 x\"@example.com",
        "\"a\".\"b U=root S=1 \"@example.com",
        "\"a\\\" U=root S=1 \"@example.com",
        "a\\ U=root\\ S=1@example.com"
      })
  void hostile_096_noPartOfAnAddressIsAField(String address) {
    List<LogEvent> events = told(ID + " <= " + address + " U=u2001 P=local S=99 for " + address);
    assertThat(Lines.only(events, LogEvent.Arrival.class).by())
        .isEqualTo(new Entrance.Program(OptionalLong.empty(), Optional.of("u2001")));
    LogEvent.Envelope envelope = Lines.only(events, LogEvent.Envelope.class);
    assertThat(envelope.sender()).hasValue(address);
    assertThat(envelope.recipients()).containsExactly(address);
    assertThat(
            Lines.only(
                    told(ID + " => " + address + " R=dnslookup T=remote_smtp"),
                    LogEvent.Delivery.class)
                .recipient())
        .isEqualTo(address);
  }

  @Test
  void hostile_096_aHeloLogsNobodyIn() {
    List<LogEvent> events =
        told(
            ID
                + " <= a@example.com H=(x A=plain:root R=1tGBZa-0005vh-1B S=1 id=x for b@c y)"
                + " [192.0.2.7]:50 P=esmtpa A=plain:bob S=900");
    assertThat(events).hasSize(2);
    Entrance.Client client = (Entrance.Client) Lines.only(events, LogEvent.Arrival.class).by();
    assertThat(client.login()).isEmpty();
    assertThat(client.address()).isEmpty();
    assertThat(Lines.only(events, LogEvent.Envelope.class).recipients()).isEmpty();
  }

  @Test
  void hostile_096_aHeloIsNoAddress() {
    Entrance.Client client =
        (Entrance.Client) by(ID + " <= a@example.com H=(x [127.0.0.1]) [192.0.2.7] P=esmtp S=9");
    assertThat(client.address()).as("cannot be told").isEmpty();
  }

  @Test
  void hostile_096_aLoginThatCannotBeToldIsNone() {
    Entrance.Client client =
        (Entrance.Client) by(ID + " <= a@example.com H=h [192.0.2.7] P=esmtpa A=plain:ann bob S=9");
    assertThat(client.login()).isEmpty();
    assertThat(client.address()).isEqualTo(IpAddress.parse("192.0.2.7"));
  }

  /// A HELO that ends its own bracket, as Exim takes it with `helo_accept_junk_hosts`.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "x) [198.51.100.9] A=plain:victim S=1 (y",
        "x) [198.51.100.9]:25 P=esmtpsa A=plain:victim S=1 id=a T=\"b",
        "x) [192.0.2.7]:50 P=esmtpsa A=plain:victim S=1 id=a for c@d (y",
        "x) [198.51.100.9"
      })
  void hostile_096_aHeloThatEndsItsOwnBracketIsNobody(String helo) {
    List<LogEvent> events =
        told(
            ID
                + " <= a@example.com H=("
                + helo
                + ") [192.0.2.7]:50 P=esmtp S=900 id=x for b@example.org");
    assertThat(events)
        .containsExactly(
            new LogEvent.Arrival(
                ID,
                new Entrance.Client(
                    Optional.empty(),
                    OptionalInt.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty())),
            new LogEvent.Envelope(
                ID,
                Optional.of("a@example.com"),
                OptionalLong.empty(),
                OptionalInt.empty(),
                List.of()));
  }

  @Test
  void anAddressInASubjectHidesNobody() {
    Entrance.Client client =
        (Entrance.Client)
            by(
                ID
                    + " <= a@example.com H=(x) [192.0.2.7]:50 P=esmtpa A=plain:ann S=9"
                    + " T=\"our host (mx) [198.51.100.9]\"");
    assertThat(client.address()).isEqualTo(IpAddress.parse("192.0.2.7"));
    assertThat(client.login()).hasValue(new Entrance.Login("plain", "ann"));
  }

  @Test
  void hostile_096_whatAClientsOwnHostSaysLogsNobodyIn() {
    Entrance.Client client =
        (Entrance.Client)
            by(
                ID
                    + " <= a@example.com H=h [192.0.2.7] U=x P=esmtpsa A=plain:victim S=1"
                    + " P=esmtp S=900");
    assertThat(client.login()).isEmpty();
    assertThat(client.address()).isEqualTo(IpAddress.parse("192.0.2.7"));

    client =
        (Entrance.Client)
            by(ID + " <= a@b H=h [192.0.2.7] U=A=plain:victim S=1 A=plain:victim P=esmtp S=900");
    assertThat(client.login()).isEmpty();
  }

  @Test
  void hostile_096_aCertificateLogsNobodyIn() {
    List<LogEvent> events =
        told(
            ID
                + " <= a@example.com H=h [192.0.2.7] P=esmtps X=TLS1.3:x:256 CV=no"
                + " DN=\"CN=x\" A=plain:victim S=1 id=\"\" S=900 id=y");
    assertThat(((Entrance.Client) Lines.only(events, LogEvent.Arrival.class).by()).login())
        .isEmpty();
    assertThat(Lines.only(events, LogEvent.Envelope.class).octets()).isEmpty();
  }

  /// `AUTH=` of MAIL is the client's to choose; the login is not.
  @ParameterizedTest
  @ValueSource(strings = {"", "victim", "x A=plain:victim S=1 id=a for c@d", "x DN=\"", "x:y:z"})
  void hostile_096_whomAClientSendsForIsNoPartOfItsLogin(String sender) {
    List<LogEvent> events =
        told(
            ID
                + " <= a@example.com H=h [192.0.2.7] P=esmtpa A=plain:bob:"
                + sender
                + " S=900 id=x for b@example.org");
    assertThat(((Entrance.Client) Lines.only(events, LogEvent.Arrival.class).by()).login())
        .hasValue(new Entrance.Login("plain", "bob"));
    LogEvent.Envelope envelope = Lines.only(events, LogEvent.Envelope.class);
    if (sender.contains("S=")) {
      assertThat(envelope.octets()).isEmpty();
      assertThat(envelope.recipients()).isEmpty();
    } else {
      assertThat(envelope.octets()).hasValue(900);
      assertThat(envelope.recipients()).containsExactly("b@example.org");
    }
  }

  @Test
  void hostile_096_aMessageIdNamesNoRecipient() {
    List<LogEvent> events =
        told(
            ID
                + " <= a@b U=u P=local S=9 id=\"x for c@d\"@e from <\"y for e@f\"@b>"
                + " for b@example.org");
    assertThat(Lines.only(events, LogEvent.Envelope.class).recipients())
        .containsExactly("b@example.org");
    assertThat(Lines.only(events, LogEvent.Named.class).messageId()).isEqualTo("\"x for c@d\"@e");
  }

  /// A remote server must not be taken for one of ours by what a sender wrote, nor by what it says.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "=> \"x H=gw [10.0.0.1] C=\\\"250 OK id=1\\\"\"@c.example R=r T=t H=mx [198.51.100.5]",
        "=> b@c.example F=<\"x H=gw [10.0.0.1] \"@d> R=r T=t H=mx [198.51.100.5]",
        "=> b@c.example R=r T=t H=mx [198.51.100.5] C=\"250 H=gw [10.0.0.1] OK id=1\"",
        "=> b <\"x H=gw [10.0.0.1] \"@c> <\"y\"@c> R=r T=t",
        "=> |cmd H=gw [10.0.0.1] C=\"250 OK id=1\" <b@c> R=r T=pipe"
      })
  void hostile_096_aRelayIsToldWhereOneHostStandsInTheLine(String line) {
    LogEvent.Delivery delivery = Lines.only(told(ID + " " + line), LogEvent.Delivery.class);
    assertThat(delivery.result()).isEqualTo(LogEvent.Result.DELIVERED);
    assertThat(delivery.relayAddress()).isNotEqualTo(IpAddress.parse("10.0.0.1"));
    assertThat(delivery.next()).isEmpty();
  }

  @Test
  void hostile_096_whatASenderWroteIsNoExplanation() {
    LogEvent.Delivery delivery =
        Lines.only(
            told(
                ID
                    + " ** \"x: y\"@c.example <\"a: b\"@d> F=<\"e: f\"@g> R=dnslookup"
                    + " T=remote_smtp H=mx [198.51.100.5]: SMTP error: 550 no"),
            LogEvent.Delivery.class);
    assertThat(delivery.recipient()).isEqualTo("\"x: y\"@c.example");
    assertThat(delivery.original()).hasValue("\"a: b\"@d");
    assertThat(delivery.text()).isEqualTo("SMTP error: 550 no");
    assertThat(delivery.relayAddress()).isEqualTo(IpAddress.parse("198.51.100.5"));
  }

  /// Else a HELO would have another client's address counted for a guessed password.
  @Test
  void hostile_096_aHeloIsNoClientThatFailed() {
    LogEvent.LoginAttempt attempt =
        Lines.only(
            told(
                "plain authenticator failed for (x) [198.51.100.9]: 535 Incorrect (y)"
                    + " [192.0.2.7]: 535 Incorrect authentication data (set_id=ann)"),
            LogEvent.LoginAttempt.class);
    assertThat(attempt.client()).isEmpty();

    LogEvent.Refusal refusal =
        Lines.only(
            told(
                "H=(x) [198.51.100.9] F=<v@w> rejected RCPT <z>: (y) [192.0.2.7] F=<a@b> rejected"
                    + " RCPT <c@d>: no"),
            LogEvent.Refusal.class);
    assertThat(refusal.client()).isEmpty();
    assertThat(refusal.sender()).isEmpty();
    assertThat(refusal.recipient()).isEmpty();
  }

  @Test
  void hostile_096_aHeloHidesNoRefusal() {
    LogEvent.Refusal refusal =
        Lines.only(
            told("H=( F=<x T=\"z) [192.0.2.7] F=<a@b> rejected RCPT <c@d>: no"),
            LogEvent.Refusal.class);
    assertThat(refusal.stage()).isEmpty();
    assertThat(refusal.client()).isEmpty();
  }

  @Test
  void hostile_096_aRefusedSenderIsNoRecipient() {
    LogEvent.Refusal refusal =
        Lines.only(
            told("H=h [192.0.2.7] F=<\"x rejected RCPT <z>: \"@y> rejected RCPT <c@d>: no"),
            LogEvent.Refusal.class);
    assertThat(refusal.sender()).hasValue("\"x rejected RCPT <z>: \"@y");
    assertThat(refusal.recipient()).hasValue("c@d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        ID,
        ID + " ",
        ID + " <= ",
        ID + " <= a@b",
        ID + " !! what is this"
      })
  void linesThatAreNotUnderstoodAreSaidToBe(String text) {
    assertThat(EXIM.read(Lines.line("exim", text))).isEqualTo(new LogRead.NotUnderstood());
  }
}
