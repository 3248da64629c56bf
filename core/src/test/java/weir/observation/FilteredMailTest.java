package weir.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weir.maillog.EximLog;
import weir.maillog.LogFraming;
import weir.maillog.LogGrammar;
import weir.maillog.LogLine;
import weir.maillog.LogRead;
import weir.maillog.OwnFileFraming;
import weir.maillog.PostfixLog;
import weir.maillog.SyslogFraming;

/// A content filter takes a message over SMTP, holds it for as long as it wants, and gives it back
/// over SMTP under another id.
class FilteredMailTest {
  private static final Instant LATEST = Instant.parse("2026-11-28T23:59:00Z");
  private static final String ANNA =
      "client.example[198.51.100.7], sasl_method=PLAIN, sasl_username=anna";
  private static final String BACK = "localhost[127.0.0.1]";

  private final Passages passages =
      new Passages((_, _) -> Optional.empty(), _ -> Origin.AUTHORED, 1_000, 1);
  private final LogJoin join = new LogJoin("log", "mail1", 1_000, Duration.ofDays(6));

  private void read(LogFraming framing, LogGrammar grammar, String line) {
    LogLine read = framing.read(line, LATEST).orElseThrow();
    if (grammar.read(read) instanceof LogRead.Told told) {
      join.read(read, told, Writer.SERVER).forEach(passages::take);
    }
  }

  private void postfix(String time, String line) {
    read(
        new SyslogFraming(ZoneOffset.UTC),
        new PostfixLog(),
        "Nov 28 %s mail1 postfix/%s".formatted(time, line));
  }

  private void comes(String time, String id, String client, String messageId, String whole) {
    postfix(time, "smtpd[20]: " + id + ": client=" + client);
    postfix(time, "cleanup[21]: " + id + ": message-id=<" + messageId + ">");
    postfix(
        whole, "qmgr[22]: " + id + ": from=<anna@shop.example>, size=900, nrcpt=2 (queue active)");
  }

  private void comes(String time, String id, String client, String messageId) {
    comes(time, id, client, messageId, time);
  }

  private void taken(String time, String id, String next) {
    postfix(
        time,
        "smtp[30]: "
            + id
            + ": to=<x@far.example>, relay=127.0.0.1[127.0.0.1]:10024, delay=1, delays=0/0/0/1,"
            + " dsn=2.0.0, status=sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok:"
            + " queued as "
            + next
            + ")");
  }

  private void isGone(String time, String id) {
    postfix(time, "qmgr[22]: " + id + ": removed");
  }

  private List<List<String>> ids() {
    return passages.changes().updated().stream()
        .map(passage -> passage.legs().stream().map(leg -> leg.key().id()).toList())
        .toList();
  }

  private static Observation.Lying lying(String id, String since, String client) {
    return Arrival.at("mail1", id, Instant.parse("2026-11-28T" + since + "Z"))
        .toldBy(new Witness("spool", "mail1", LATEST, Writer.SERVER))
        .by(Arrival.client(client))
        .from("anna@shop.example")
        .to(2)
        .messageId("a@x")
        .lying();
  }

  @Test
  void whatAFilterHoldsForHoursIsOneMessage() {
    comes("18:00:00", "AAAA01", ANNA, "a@x");
    comes("21:59:58", "AAAA02", BACK, "a@x");
    taken("22:00:00", "AAAA01", "AAAA02");
    assertThat(ids()).containsExactly(List.of("AAAA01", "AAAA02"));
  }

  @Test
  void soItIsWhereLooksIntoTheQueueHaveToldOfBothBeforeOrTellOfThemAfterwards() {
    List<Runnable> tellers =
        new ArrayList<>(
            List.of(
                () -> passages.take(lying("AAAA01", "18:00:00", "198.51.100.7")),
                () -> passages.take(lying("AAAA02", "21:59:58", "127.0.0.1")),
                () -> {
                  comes("18:00:00", "AAAA01", ANNA, "a@x");
                  comes("21:59:58", "AAAA02", BACK, "a@x");
                  taken("22:00:00", "AAAA01", "AAAA02");
                  isGone("22:00:00", "AAAA01");
                }));
    for (int i = 0; i < tellers.size(); i++) {
      Collections.rotate(tellers, 1);
      tellers.forEach(Runnable::run);
      assertThat(passages.size()).as("in order " + i).isEqualTo(1);
      passages.changes();
      passages.expire(LATEST.plus(Duration.ofDays(8)), Duration.ZERO, Duration.ofDays(6));
      assertThat(passages.size()).isZero();
    }
  }

  /// Its id is given when its first recipient comes, and the answer behind its last octet.
  @Test
  void whatComesBackSlowlyIsOneMessageIfItIsTheSame() {
    comes("18:00:00", "AAAA01", ANNA, "a@x");
    comes("18:01:00", "AAAA02", BACK, "a@x", "18:45:00");
    taken("18:45:00", "AAAA01", "AAAA02");
    comes("19:00:00", "BBBB01", ANNA, "b@x");
    comes("19:01:00", "BBBB02", BACK, "other@x", "19:45:00");
    taken("19:45:00", "BBBB01", "BBBB02");
    assertThat(ids())
        .containsExactlyInAnyOrder(
            List.of("AAAA01", "AAAA02"), List.of("BBBB01"), List.of("BBBB02"));
  }

  /// Short ids are given again: the end of the first AAAA02 is missing in the log.
  @Test
  void anIdThatAnotherMessageHadBeforeLeadsToNoneOfThem() {
    comes("17:00:00", "AAAA02", ANNA, "earlier@x");
    comes("18:00:00", "AAAA01", ANNA, "a@x");
    taken("18:30:00", "AAAA01", "AAAA02");
    assertThat(passages.size()).isEqualTo(2);
    comes("18:30:00", "AAAA02", BACK, "a@x");
    assertThat(ids()).containsExactlyInAnyOrder(List.of("AAAA02"), List.of("AAAA01", "AAAA02"));
  }

  @Test
  void whereTheFirstIdIsGivenAgainTheAnswerMeansTheOneThatHadItThen() {
    comes("18:00:00", "AAAA01", ANNA, "a@x");
    taken("18:00:05", "AAAA01", "AAAA02");
    isGone("18:00:05", "AAAA01");
    comes("18:00:09", "AAAA01", ANNA, "later@x");
    passages.take(lying("AAAA02", "18:00:04", "127.0.0.1"));
    assertThat(ids()).containsExactlyInAnyOrder(List.of("AAAA01", "AAAA02"), List.of("AAAA01"));
  }

  @Test
  void whatAFilterBehindEximHoldsIsOneMessage() {
    LogFraming framing = new OwnFileFraming(ZoneOffset.UTC, "exim");
    String first = "1tGBZa-0005vi-2C";
    String second = "1tGFZa-0006aa-3D";
    for (String line :
        List.of(
            "18:00:00 " + first + " <= a@x U=u2001 P=local S=900 id=a@x for x@far.example",
            "21:59:58 "
                + second
                + " <= a@x H=localhost [127.0.0.1] P=esmtp S=1300 id=a@x for x@far.example",
            "21:59:59 "
                + first
                + " => x@far.example R=amavis T=amavis H=127.0.0.1 [127.0.0.1]:10024 C=\"250 2.0.0 from"
                + " MTA(smtp:[127.0.0.1]:10025): 250 OK id="
                + second
                + "\"",
            "21:59:59 " + first + " Completed")) {
      read(framing, new EximLog(), "2026-11-28 " + line);
    }
    assertThat(ids()).containsExactly(List.of(first, second));
  }
}
