package weir.watch;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import weir.account.Account;
import weir.account.AccountBook;
import weir.account.Identity;
import weir.account.Tenure;
import weir.attribution.Attributor;
import weir.attribution.DoorOrigins;
import weir.net.IpAddress;
import weir.net.IpPrefix;
import weir.observation.Observation;
import weir.observation.Observations.Told;
import weir.passages.Laid;
import weir.passages.PassageSearch;
import weir.passages.PassageSettings;
import weir.passages.PassageStore;

/// A [Watch] over two hosts of ours and one customer, at a time that the test sets, and what it has
/// laid down in its folder.
abstract class WatchInFolder {
  static final Instant NOW = Instant.parse("2026-11-28T22:00:00Z");

  private static final AccountBook BOOK =
      AccountBook.of(
          List.of(Account.of("shop")),
          List.of(
              Tenure.always(new Identity.LocalUser("web1", 2001), "shop"),
              Tenure.always(new Identity.ClientNetwork(IpPrefix.of("9.8.7.0/24")), "shop"),
              Tenure.always(new Identity.SenderAddress("anna@shop.example"), "shop")),
          Map.of());

  @TempDir Path folder;
  Instant now = NOW;

  /// By which the origins of messages are told.
  AccountBook book = BOOK;

  final Watch watch() throws SQLException {
    InstantSource clock = () -> now;
    return new Watch(
        PassageStore.open(folder, clock),
        PassageSettings.standard(),
        WatchInFolder::host,
        () -> DoorOrigins.by(book, Set.of("list")),
        () -> new Attributor(BOOK, WatchInFolder::host),
        Optional.empty(),
        clock,
        clock);
  }

  private static Optional<String> host(IpAddress address, Instant at) {
    return switch (address.toString()) {
      case "192.0.2.10" -> Optional.of("web1");
      case "192.0.2.20" -> Optional.of("mail1");
      default -> Optional.empty();
    };
  }

  static Told told(long mark, Observation... observations) {
    return new Told(mark, List.of(observations));
  }

  /// At whichever host.
  final List<Laid> kept(String id) throws SQLException {
    List<Laid> kept = new ArrayList<>();
    try (PassageSearch search = PassageSearch.open(folder)) {
      for (String host : List.of("web1", "mail1")) {
        kept.addAll(search.byQueueId(host::equals, id, Instant.EPOCH, NOW.plusSeconds(1), 10));
      }
    }
    return kept;
  }
}
