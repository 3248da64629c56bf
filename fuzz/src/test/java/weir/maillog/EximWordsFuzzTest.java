package weir.maillog;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import weir.net.IpAddress;

/// What a client has Exim write into its log: HELO, ident, `AUTH=`, addresses, Message-ID, subject;
/// and what a remote server answers.
final class EximWordsFuzzTest {
  private static final EximLog EXIM = new EximLog();
  private static final String ID = "1tGBZa-0005vi-2C";
  private static final IpAddress REAL = IpAddress.parse("192.0.2.7").orElseThrow();
  private static final Entrance.Login LOGIN = new Entrance.Login("plain", "ann");

  @FuzzTest
  void wordsOfAClientOrAServerChangeNothingButTheirOwnField(byte[] octets) {
    Words words = Words.of(octets);
    program(words);
    client(words, "", "", "(" + words.text(4) + ") ");
    client(words, " U=" + words.text(5), "", "h.example ");
    client(words, "", ":" + words.text(5), "h.example (x) ");
    delivered(words);
    failed(words);
    refused(words);
  }

  private static List<LogEvent> told(String text) {
    return Words.told(EXIM, "exim", text);
  }

  private static String claims(Words words) {
    return " S=900 id="
        + words.address(1)
        + " T=\""
        + words.quoted(2)
        + "\" from <"
        + words.address(0)
        + "> for "
        + words.address(3)
        + " b@example.org";
  }

  private static void program(Words words) {
    List<LogEvent> events =
        told(ID + " <= " + words.address(0) + " U=u2001 P=local" + claims(words));
    assertThat(events)
        .containsExactly(
            new LogEvent.Arrival(
                ID, new Entrance.Program(OptionalLong.empty(), Optional.of("u2001"))),
            new LogEvent.Envelope(
                ID,
                Optional.of(words.address(0)),
                OptionalLong.of(900),
                OptionalInt.of(2),
                List.of(words.address(3), "b@example.org")),
            new LogEvent.Named(ID, words.address(1)),
            new LogEvent.Titled(ID, words.text(2)));
  }

  private static void client(Words words, String ident, String sentFor, String host) {
    List<LogEvent> events =
        told(
            ID
                + " <= "
                + words.address(0)
                + " H="
                + host
                + "[192.0.2.7]:50"
                + ident
                + " P=esmtpsa A=plain:ann"
                + sentFor
                + claims(words));
    Entrance.Client client = (Entrance.Client) Words.only(events, LogEvent.Arrival.class).by();
    Words.isOrIsNotTold(client.address(), REAL);
    assertThat(client.port().orElse(50)).isEqualTo(50);
    Words.isOrIsNotTold(client.name(), "h.example");
    Words.isOrIsNotTold(client.login(), LOGIN);
    LogEvent.Envelope envelope = Words.only(events, LogEvent.Envelope.class);
    assertThat(envelope.sender()).hasValue(words.address(0));
    assertThat(envelope.octets().orElse(900)).isEqualTo(900);
    if (!envelope.recipients().isEmpty()) {
      assertThat(envelope.recipients()).containsExactly(words.address(3), "b@example.org");
    }
    for (LogEvent event : events) {
      assertThat(event).isNotInstanceOf(LogEvent.Offspring.class);
      if (event instanceof LogEvent.Named named) {
        assertThat(named.messageId()).isEqualTo(words.address(1));
      } else if (event instanceof LogEvent.Titled titled) {
        assertThat(titled.subject()).isEqualTo(words.text(2));
      }
    }
    if (!host.startsWith("(") && ident.isEmpty() && !words.has(") [")) {
      assertThat(client.login()).as("nothing else can hide a login").hasValue(LOGIN);
    }
  }

  private static void delivered(Words words) {
    String line =
        " F=<"
            + words.address(2)
            + "> R=dnslookup T=remote_smtp H=mx.example.org [192.0.2.7]:25 X=TLS1.3:x:256 CV=yes"
            + " DN=\""
            + words.text(4)
            + "\" C=\""
            + words.quoted(3)
            + "\"";
    LogEvent.Delivery delivery =
        Words.only(
            told(ID + " => " + words.address(0) + " <" + words.address(1) + ">" + line),
            LogEvent.Delivery.class);
    assertThat(delivery.recipient()).isEqualTo(words.address(0));
    assertThat(delivery.original()).hasValue(words.address(1));
    assertThat(delivery.result()).isEqualTo(LogEvent.Result.DELIVERED);
    Words.isOrIsNotTold(delivery.relayAddress(), REAL);
    assertThat(delivery.relayAddress().isPresent() || delivery.next().isEmpty()).isTrue();

    LogEvent.Delivery local =
        Words.only(
            told(ID + " => " + words.address(0) + " <" + words.address(1) + "> R=r T=local"),
            LogEvent.Delivery.class);
    assertThat(local.relay()).hasValue("local");
    assertThat(local.relayAddress()).isEmpty();
    assertThat(local.next()).isEmpty();
  }

  private static void failed(Words words) {
    LogEvent.Delivery delivery =
        Words.only(
            told(
                ID
                    + " ** "
                    + words.address(0)
                    + " F=<"
                    + words.address(2)
                    + "> R=dnslookup T=remote_smtp H=mx.example.org [192.0.2.7]: SMTP error: "
                    + words.text(3)),
            LogEvent.Delivery.class);
    assertThat(delivery.recipient()).isEqualTo(words.address(0));
    assertThat(delivery.result()).isEqualTo(LogEvent.Result.FAILED);
    assertThat(delivery.text()).isEqualTo("SMTP error: " + words.text(3));
    Words.isOrIsNotTold(delivery.relayAddress(), REAL);
    assertThat(delivery.next()).isEmpty();
  }

  private static void refused(Words words) {
    String host = "(" + words.text(4) + ") [192.0.2.7]";
    LogEvent.Refusal refusal =
        Words.only(
            told(
                "H="
                    + host
                    + " F=<"
                    + words.address(0)
                    + "> rejected RCPT <"
                    + words.address(1)
                    + ">: no "
                    + words.text(2)),
            LogEvent.Refusal.class);
    Words.isOrIsNotTold(refusal.client(), REAL);
    Words.isOrIsNotTold(refusal.sender(), words.address(0));
    Words.isOrIsNotTold(refusal.recipient(), words.address(1));

    LogEvent.LoginAttempt attempt =
        Words.only(
            told(
                "plain authenticator failed for "
                    + host
                    + ": 535 Incorrect authentication data (set_id="
                    + words.text(0)
                    + ")"),
            LogEvent.LoginAttempt.class);
    Words.isOrIsNotTold(attempt.client(), REAL);
    Words.isOrIsNotTold(attempt.login(), words.text(0));
  }
}
