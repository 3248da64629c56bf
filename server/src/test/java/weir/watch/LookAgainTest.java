package weir.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.account.Account;
import weir.account.AccountBook;
import weir.account.Identity;
import weir.account.Tenure;
import weir.attribution.Attributor;
import weir.attribution.Confidence;
import weir.attribution.DoorOrigins;
import weir.observation.Arrival;
import weir.observation.Observations.Told;
import weir.passages.Laid;
import weir.passages.PassageSearch;
import weir.passages.PassageSettings;
import weir.passages.PassageStore;

/// A customer whose mail comes before the directory tells of him.
class LookAgainTest {
  private static final Instant NOW = Instant.parse("2026-11-28T22:00:00Z");
  private static final Identity WEB_2001 = new Identity.LocalUser("web1", 2001);

  @TempDir private Path folder;
  private AccountBook book = AccountBook.of(List.of(), List.of(), Map.of());
  private final List<Told> told = new ArrayList<>();

  private void knows(Tenure... tenures) {
    book =
        AccountBook.of(List.of(Account.of("shop"), Account.of("club")), List.of(tenures), Map.of());
  }

  private Watch watch() throws SQLException {
    return new Watch(
        PassageStore.open(folder, () -> NOW),
        PassageSettings.standard(),
        (_, _) -> Optional.empty(),
        () -> DoorOrigins.by(book, Set.of("list")),
        () -> new Attributor(book, (_, _) -> Optional.empty()),
        Optional.empty(),
        () -> NOW,
        () -> NOW);
  }

  private void sent(String id, long uid, String sender, Instant at) {
    told.add(
        new Told(
            told.size() + 1,
            List.of(Arrival.at("web1", id, at).by(Arrival.program(uid)).from(sender).entered())));
  }

  private Laid kept(String id) throws SQLException {
    try (PassageSearch search = PassageSearch.open(folder)) {
      return search.byQueueId("web1"::equals, id, Instant.EPOCH, NOW, 2).getFirst();
    }
  }

  private void assertOwner(String id, String account, Confidence confidence) throws SQLException {
    Laid laid = kept(id);
    assertThat(laid.account()).as(id).isEqualTo(Optional.of(account).filter(it -> !it.isEmpty()));
    assertThat(laid.confidence()).as(id).isEqualTo(confidence);
  }

  @Test
  void whatCameBeforeTheDirectoryToldOfItsSenderIsHisFromTheTimeAtWhichHeBegan()
      throws SQLException, IOException {
    sent("EARLY", 2001, "x@web1", NOW.minus(Duration.ofHours(3)));
    sent("BETWEEN", 2001, "x@web1", NOW.minus(Duration.ofHours(1)));
    sent("ANOTHER", 2002, "x@web1", NOW.minus(Duration.ofHours(1)));
    sent("OLD", 2001, "x@web1", NOW.minus(Watch.AGAIN).minusSeconds(1));
    sent("ROOT", 0, "x@web1", NOW.minus(Duration.ofHours(1)));
    try (Watch watch = watch()) {
      watch.take("log", told);
      assertThat(watch.lookAgain()).as("nothing is new").isZero();
      assertOwner("BETWEEN", "", Confidence.STRONG);

      knows(
          new Tenure(WEB_2001, "shop", NOW.minus(Duration.ofHours(2)), Instant.MAX),
          Tenure.always(new Identity.LocalUser("web1", 0), "club"));
      assertThat(watch.lookAgain()).isEqualTo(1);
      assertOwner("BETWEEN", "shop", Confidence.STRONG);
      assertThat(kept("BETWEEN").identity()).contains("uid 2001 on web1");
      assertOwner("EARLY", "", Confidence.STRONG);
      assertOwner("ANOTHER", "", Confidence.STRONG);
      assertOwner("OLD", "", Confidence.STRONG);
      assertOwner("ROOT", "", Confidence.STRONG);
      assertThat(watch.lookAgain()).as("once is enough").isZero();

      knows(Tenure.always(WEB_2001, "club"));
      assertThat(watch.lookAgain()).as("what came earlier").isEqualTo(1);
      assertOwner("EARLY", "club", Confidence.STRONG);
      assertOwner("OLD", "", Confidence.STRONG);
      assertOwner("BETWEEN", "shop", Confidence.STRONG);
    }
  }

  @Test
  void aSendersWordGivesWayToTheUid() throws SQLException, IOException {
    knows(Tenure.always(new Identity.SenderAddress("ann@club.example"), "club"));
    sent("A1", 2001, "ann@club.example", NOW);
    try (Watch watch = watch()) {
      watch.take("log", told);
      assertOwner("A1", "club", Confidence.CLAIMED);
      assertThat(watch.lookAgain()).isZero();

      knows(
          Tenure.always(new Identity.SenderAddress("ann@club.example"), "club"),
          Tenure.always(WEB_2001, "shop"));
      assertThat(watch.lookAgain()).isEqualTo(1);
      assertOwner("A1", "shop", Confidence.STRONG);
    }
  }

  @Test
  void invariant_06_soManyAreLookedAtAndTheNewestOfThem() throws SQLException, IOException {
    for (int i = 0; i <= Watch.MOST_AGAIN; i++) {
      sent("A" + i, 2001, "x@web1", NOW.minusSeconds(Watch.MOST_AGAIN - i));
    }
    try (Watch watch = watch()) {
      watch.take("log", told);
      knows(Tenure.always(WEB_2001, "shop"));
      assertThat(watch.lookAgain()).isEqualTo(Watch.MOST_AGAIN);
      assertOwner("A" + Watch.MOST_AGAIN, "shop", Confidence.STRONG);
      assertOwner("A0", "", Confidence.STRONG);
      assertThat(watch.lookAgain()).as("the next time the others").isEqualTo(1);
      assertOwner("A0", "shop", Confidence.STRONG);
    }
  }
}
