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
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.attribution.Confidence;
import weir.maillog.Entrance;
import weir.observation.Observation;
import weir.observation.Origin;
import weir.observation.Passages;
import weir.observation.QueueKey;
import weir.observation.Witness;

class MatchingTest {
  private static final Instant NOW = Instant.parse("2026-11-28T22:00:00Z");

  @TempDir private Path folder;
  private final List<Laid> all = new ArrayList<>();

  private void message(String host, String id, String messageId, Instant at) {
    Passages passages =
        new Passages(
            (address, time) -> Optional.empty(), _ -> Origin.AUTHORED, 10, all.size() + 1L);
    QueueKey key = new QueueKey(host, id, at);
    passages.take(
        new Observation.Entered(
            new Witness("log", host, at),
            key,
            Optional.of(new Entrance.Program(OptionalLong.of(2001), Optional.empty())),
            "a@shop.example",
            OptionalLong.of(900),
            OptionalInt.of(1),
            Optional.of(messageId),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    passages.take(new Observation.Ended(new Witness("log", host, at.plusSeconds(5)), key));
    all.add(
        new Laid(
            passages.changes().updated().getFirst(),
            Optional.of("shop"),
            Optional.of(id),
            "local user",
            Confidence.STRONG,
            Optional.empty()));
  }

  @BeforeEach
  void keep() throws SQLException {
    message("mail1", "A1", "one@shop", NOW);
    message("mail1", "A2", "same@shop", NOW);
    message("mail1", "A3", "same@shop", NOW.plusSeconds(60));
    message("mail2", "A1", "other@shop", NOW);
    message("mail1", "A1", "earlier@shop", NOW.minus(Duration.ofDays(20)));
    try (PassageStore store = PassageStore.open(folder, InstantSource.fixed(NOW))) {
      store.write(new PassageStore.News(all, List.of(), List.of(), Map.of()));
    }
  }

  private Match find(List<Mentioned.Queued> queued, String messageId, String from, Instant at)
      throws SQLException {
    try (PassageSearch search = PassageSearch.open(folder)) {
      return new Matching(search)
          .find(
              new Mentioned(
                  queued,
                  Optional.of(messageId).filter(it -> !it.isEmpty()),
                  Optional.of(from).filter(it -> !it.isEmpty()),
                  at.equals(Instant.EPOCH) ? Optional.empty() : Optional.of(at)));
    }
  }

  private static String messageId(Match match) {
    return match instanceof Match.One one
        ? one.laid().passage().first().messageId().orElseThrow()
        : match.toString();
  }

  @Test
  void anIdOfOursIsThatHostsAndThatTimes() throws SQLException {
    assertThat(messageId(find(List.of(new Mentioned.Queued("mail1", "A1")), "", "", NOW)))
        .isEqualTo("one@shop");
    assertThat(messageId(find(List.of(new Mentioned.Queued("mail2", "A1")), "", "", NOW)))
        .isEqualTo("other@shop");
    assertThat(
            messageId(
                find(
                    List.of(new Mentioned.Queued("mail1", "A1")),
                    "",
                    "",
                    NOW.minus(Duration.ofDays(19)))))
        .isEqualTo("earlier@shop");
  }

  @Test
  void aMessageIdNeedsHostAndTimeBesideIt() throws SQLException {
    assertThat(messageId(find(List.of(), "one@shop", "mail1", NOW.plusSeconds(90))))
        .isEqualTo("one@shop");
    assertThat(find(List.of(), "one@shop", "", NOW)).isInstanceOf(Match.Several.class);
    assertThat(find(List.of(), "one@shop", "mail2", NOW)).isInstanceOf(Match.None.class);
    assertThat(find(List.of(), "one@shop", "mail1", NOW.plus(Duration.ofDays(1))))
        .isInstanceOf(Match.None.class);
  }

  @Test
  void whatSeveralHadIsNotGuessed() throws SQLException {
    assertThat(find(List.of(), "same@shop", "mail1", NOW))
        .isInstanceOfSatisfying(
            Match.Several.class, several -> assertThat(several.all()).isEqualTo(2));
  }

  @Test
  void whatIsRedactedHasCandidates() throws SQLException {
    assertThat(find(List.of(), "", "mail1", NOW))
        .isInstanceOfSatisfying(
            Match.Several.class, several -> assertThat(several.all()).isEqualTo(3));
    assertThat(find(List.of(), "", "mail2", NOW))
        .as("one candidate is a candidate")
        .isInstanceOf(Match.Several.class);
    assertThat(find(List.of(), "", "", Instant.EPOCH)).isInstanceOf(Match.None.class);
  }
}
