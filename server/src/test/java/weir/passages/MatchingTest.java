package weir.passages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.attribution.Confidence;
import weir.observation.Arrival;
import weir.observation.Observation;
import weir.observation.Origin;
import weir.observation.Passages;
import weir.observation.QueueKey;

class MatchingTest {
  private static final Instant NOW = Instant.parse("2026-11-28T22:00:00Z");

  @TempDir private Path folder;
  private final List<Laid> all = new ArrayList<>();
  private UnaryOperator<String> hostName = UnaryOperator.identity();

  /// A message that stays for five seconds.
  private void message(String host, String id, String messageId, Instant at) {
    message(host, id, messageId, "", "shop", at);
  }

  private void message(
      String host, String id, String messageId, String subject, String account, Instant at) {
    message(host, id, messageId, subject, account, at, Duration.ofSeconds(5));
  }

  private void message(
      String host,
      String id,
      String messageId,
      String subject,
      String account,
      Instant at,
      Duration stay) {
    Passages passages =
        new Passages(
            (address, time) -> Optional.empty(), _ -> Origin.AUTHORED, 10, all.size() + 1L);
    QueueKey key = new QueueKey(host, id, at);
    passages.take(
        Arrival.of(key)
            .by(Arrival.program(2001))
            .from("a@shop.example")
            .messageId(messageId)
            .subject(subject)
            .entered());
    passages.take(new Observation.Ended(Arrival.log(host, at.plus(stay)), key));
    all.add(
        new Laid(
            passages.changes().updated().getFirst(),
            Optional.of(account),
            Optional.of(id),
            "local user",
            Confidence.STRONG,
            Optional.empty()));
  }

  private static Optional<String> said(String text) {
    return Optional.of(text).filter(it -> !it.isEmpty());
  }

  private void keep() throws SQLException {
    try (PassageStore store = PassageStore.open(folder, InstantSource.fixed(NOW))) {
      store.write(new PassageStore.News(all, List.of(), List.of(), Map.of()));
    }
  }

  private void keepFive() throws SQLException {
    message("mail1", "A1", "one@shop", NOW);
    message("mail1", "A2", "same@shop", NOW);
    message("mail1", "A3", "same@shop", NOW.plusSeconds(60));
    message("mail2", "A1", "other@shop", NOW);
    message("mail1", "A1", "earlier@shop", NOW.minus(Duration.ofDays(3)));
    keep();
  }

  private Match find(List<Mentioned.Queued> queued, String messageId, String from, Instant at)
      throws SQLException {
    return find(queued, messageId, "", from, at);
  }

  private Match find(
      List<Mentioned.Queued> queued, String messageId, String subject, String from, Instant at)
      throws SQLException {
    try (PassageSearch search = PassageSearch.open(folder)) {
      return new Matching(search, hostName)
          .find(
              new Mentioned(
                  queued,
                  said(messageId),
                  said(subject),
                  said(from),
                  at.equals(Instant.EPOCH) ? Optional.empty() : Optional.of(at)));
    }
  }

  private static List<Mentioned.Queued> queued(String host, String id, Instant at) {
    return List.of(new Mentioned.Queued(host, id, Optional.of(at)));
  }

  private static List<Mentioned.Queued> queued(String host, String id) {
    return List.of(new Mentioned.Queued(host, id, Optional.empty()));
  }

  private static String messageId(Match match) {
    return match instanceof Match.One one
        ? one.laid().passage().first().messageId().orElse("none")
        : match.toString();
  }

  private static void assertCandidates(Match match, int all, String why) {
    assertThat(match)
        .isInstanceOfSatisfying(
            Match.Several.class,
            several -> {
              assertThat(several.all()).isEqualTo(all);
              assertThat(several.why()).contains(why);
            });
  }

  /// Among many that left then, too.
  @Test
  void whatHadTheIdAndDiffersIsACandidateAndWhyItIsNoMoreIsSaid() throws SQLException {
    message("mail1", "A1", "", "Order 17", "shop", NOW);
    message("mail1", "A2", "", "Order 18", "shop", NOW);
    keep();
    assertCandidates(
        find(queued("mail1", "A1", NOW), "", "Cheap pills", "mail1", NOW),
        1,
        "it had this id in our queue, and is not this message: our logs have it with another subject");
  }

  /// The log says `mail1`, the header and the settings say `mail1.example.net`, and both are one.
  @Test
  void aHostIsTheSameByAnyOfItsNames() throws SQLException {
    keepFive();
    hostName = name -> name.equals("mail1") ? "mail1.example.net" : name;
    String full = "mail1.example.net";
    assertThat(messageId(find(queued(full, "A1", NOW), "", "", NOW))).isEqualTo("one@shop");
    assertThat(messageId(find(List.of(), "one@shop", full, NOW))).isEqualTo("one@shop");
    assertCandidates(find(List.of(), "", full, NOW), 3, "host and time fit");
    assertThat(find(queued("mail3", "A1", NOW), "", "", NOW)).isInstanceOf(Match.None.class);
    hostName = UnaryOperator.identity();
    assertThat(find(queued(full, "A1", NOW), "", "", NOW)).isInstanceOf(Match.None.class);
  }

  /// How many fit of whose they are, and no more: nobody is named by being in the majority.
  @Test
  void candidatesAreCountedByAccount() throws SQLException {
    for (int i = 0; i < 25; i++) {
      message("mail1", "A" + i, "", "", i < 23 ? "shop" : "club", NOW.minusSeconds(i * 10L));
    }
    keep();
    assertThat(find(List.of(), "", "mail1", NOW.minusSeconds(100)))
        .isInstanceOfSatisfying(
            Match.Several.class,
            several -> {
              assertThat(several.all()).isEqualTo(25);
              assertThat(several.accounts())
                  .containsExactly(
                      new Match.OfAccount(Optional.of("shop"), 23),
                      new Match.OfAccount(Optional.of("club"), 2));
              assertThat(several.some()).hasSize(20);
              assertThat(several.some().getFirst().passage().first().key().id()).isEqualTo("A10");
              assertThat(several.some().getLast().passage().first().key().id()).isIn("A0", "A20");
            });
  }

  @Test
  void anIdOfOursIsThatHostsAndThatTimes() throws SQLException {
    keepFive();
    Instant earlier = NOW.minus(Duration.ofDays(3));
    Instant later = NOW.plusSeconds(3_600);
    assertThat(messageId(find(queued("mail1", "A1", NOW), "", "", later))).isEqualTo("one@shop");
    assertThat(messageId(find(queued("mail2", "A1", NOW), "", "", later))).isEqualTo("other@shop");
    assertThat(messageId(find(queued("mail1", "A1", earlier), "", "", later)))
        .as("the id came again three days later")
        .isEqualTo("earlier@shop");
    assertThat(find(queued("mail1", "A1", NOW.minus(Duration.ofDays(1))), "", "", later))
        .as("it was nobody's then, as far as is known")
        .isInstanceOf(Match.None.class);
  }

  /// A reporter has blanked the time in our field; his own says when it left.
  @Test
  void anIdWithoutATimeIsOfTheMessageThatLeftThen() throws SQLException {
    keepFive();
    assertThat(messageId(find(queued("mail1", "A1"), "", "", NOW.plusSeconds(90))))
        .isEqualTo("one@shop");
    assertThat(find(queued("mail1", "A1"), "", "", NOW.minus(Duration.ofDays(1))))
        .isInstanceOf(Match.None.class);
    assertCandidates(find(queued("mail1", "A1"), "", "", Instant.EPOCH), 2, "these ids");
    assertCandidates(find(queued("mail2", "A1"), "", "", Instant.EPOCH), 1, "ids come again");
    assertThat(messageId(find(queued("mail2", "A1"), "other@shop", "", Instant.EPOCH)))
        .isEqualTo("other@shop");
  }

  @Test
  void anIdThatTwoHadAtOnceIsTheOnesWhoseMessageIdItShows() throws SQLException {
    message("mail1", "B1", "ann@shop", NOW);
    message("mail1", "B1", "bob@club", NOW.plusSeconds(30));
    keep();
    assertCandidates(find(queued("mail1", "B1", NOW), "", "mail1", NOW), 2, "these ids");
    assertThat(messageId(find(queued("mail1", "B1", NOW), "bob@club", "mail1", NOW)))
        .isEqualTo("bob@club");
  }

  @Test
  void aMessageIdNeedsHostAndTimeBesideIt() throws SQLException {
    keepFive();
    assertThat(messageId(find(List.of(), "one@shop", "mail1", NOW.plusSeconds(90))))
        .isEqualTo("one@shop");
    assertThat(find(List.of(), "one@shop", "", NOW)).isInstanceOf(Match.Several.class);
    assertThat(find(List.of(), "one@shop", "mail2", NOW)).isInstanceOf(Match.None.class);
    assertThat(find(List.of(), "one@shop", "mail1", NOW.plus(Duration.ofDays(1))))
        .isInstanceOf(Match.None.class);
  }

  /// Mallory sends spam with the Message-ID of a mail of Ann's, from the same host at that time. It
  /// is hers by the Message-ID alone, and his by the id that the host's field has.
  @Test
  void hostile_aMessageIdOfSomebodyElseAccusesNobody() throws SQLException {
    message("mail1", "A1", "ann@shop", "Invoice", "shop", NOW);
    message("mail1", "M1", "own@club", "Pills", "club", NOW.plusSeconds(60));
    keep();
    Instant then = NOW.plusSeconds(90);
    assertCandidates(
        find(queued("mail1", "M1", NOW.plusSeconds(60)), "ann@shop", "mail1", then),
        2,
        "under another id");
    assertCandidates(
        find(queued("mail1", "X9", NOW.plusSeconds(60)), "ann@shop", "mail1", then),
        1,
        "under another id");
    assertCandidates(
        find(List.of(), "ann@shop", "Pills", "mail1", then), 1, "with another subject");
    assertThat(messageId(find(List.of(), "ann@shop", "[SPAM] Invoice", "mail1", then)))
        .as("twin: her own")
        .isEqualTo("ann@shop");
    assertThat(messageId(find(queued("mail1", "A1", NOW), "ann@shop", "mail1", then)))
        .isEqualTo("ann@shop");
  }

  @Test
  void hostile_aMessageIdThatTwoAccountsSentAccusesNeither() throws SQLException {
    message("mail1", "A1", "ann@shop", "", "shop", NOW);
    message("mail1", "M1", "ann@shop", "", "club", NOW.plusSeconds(60));
    keep();
    assertCandidates(find(List.of(), "ann@shop", "mail1", NOW), 2, "several messages");
    assertThat(
            find(queued("mail1", "M1", NOW.plusSeconds(60)), "ann@shop", "mail1", NOW)
                    instanceof Match.One one
                ? one.laid().account().orElseThrow()
                : "nobody")
        .isEqualTo("club");
  }

  /// The log did not tell the Message-ID of the other one, which may have been the same.
  @Test
  void hostile_whereAnotherLeftThenWithoutAMessageIdNothingIsSettled() throws SQLException {
    message("mail1", "A1", "ann@shop", "Invoice 4711", "shop", NOW);
    message("mail1", "M1", "", "", "club", NOW.plusSeconds(60));
    message("mail2", "M2", "", "", "club", NOW.plusSeconds(60));
    keep();
    assertCandidates(find(List.of(), "ann@shop", "mail1", NOW), 2, "no log tells");
    assertThat(messageId(find(List.of(), "ann@shop", "Invoice 4711", "mail1", NOW)))
        .as("twin: the subject speaks for hers")
        .isEqualTo("ann@shop");
    assertThat(messageId(find(queued("mail1", "M1", NOW.plusSeconds(60)), "", "mail1", NOW)))
        .isEqualTo("none");
  }

  @Test
  void whatSeveralHadIsNotGuessed() throws SQLException {
    keepFive();
    assertCandidates(find(List.of(), "same@shop", "mail1", NOW), 2, "several messages");
  }

  @Test
  void whatIsRedactedHasCandidates() throws SQLException {
    keepFive();
    assertCandidates(find(List.of(), "", "mail1", NOW), 3, "redacted");
    assertThat(find(List.of(), "", "mail2", NOW))
        .as("one candidate is a candidate")
        .isInstanceOf(Match.Several.class);
    assertThat(find(List.of(), "", "", Instant.EPOCH)).isInstanceOf(Match.None.class);
  }

  @Test
  void whatStaysLongCanLeaveAtAnyTimeOfItsStay() throws SQLException {
    Duration days = Duration.ofDays(2);
    message("mail1", "L1", "long@shop", "", "shop", NOW.minus(days), days);
    message("mail1", "L2", "nine@shop", "", "shop", NOW.minus(days), Duration.ofMinutes(9));
    keep();
    Instant between = NOW.minus(Duration.ofDays(1));
    assertCandidates(find(List.of(), "", "mail1", between), 1, "redacted");
    assertCandidates(find(List.of(), "", "mail1", NOW.plusSeconds(60)), 1, "redacted");
    assertCandidates(find(List.of(), "", "mail1", NOW.minus(days).plusSeconds(900)), 2, "redacted");
    assertThat(find(List.of(), "", "mail1", NOW.plus(Duration.ofHours(1))))
        .isInstanceOf(Match.None.class);
  }

  @Test
  void subjectsFitHoweverTheyAreCutAndEscaped() {
    assertThat(Subjects.fit("[SPAM] Your invoice", "Your invoice")).isTrue();
    assertThat(Subjects.fit("Your? invoice", "Your\\ invoice 4711")).isTrue();
    assertThat(Subjects.fit("=?utf-8?q?Gr=C3=BC=C3=9Fe?=", "Grüße")).isTrue();
    assertThat(Subjects.fit("Счёт", "Cheap pills")).as("nothing to compare").isTrue();
    assertThat(Subjects.fit("Your invoice", "Cheap pills")).isFalse();
  }
}
