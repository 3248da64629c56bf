package weir.queues;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import weir.account.Account;
import weir.account.AccountBook;
import weir.account.Identity;
import weir.account.Tenure;
import weir.maillog.Entrance;
import weir.queue.QueueState;
import weir.queue.QueuedMessage;

class QueueOwnersTest {
  private static final Instant NOW = Instant.parse("2026-11-29T03:00:00Z");

  private static QueuedMessage ofUid(long uid) {
    return new QueuedMessage(
        "A1",
        QueueState.DEFERRED,
        Optional.empty(),
        Optional.of(NOW),
        Optional.of(NOW),
        Optional.of(new Entrance.Program(OptionalLong.of(uid), Optional.empty())),
        Optional.of("a@shop.example"),
        List.of("x@far.example"),
        List.of(),
        1,
        OptionalLong.of(900));
  }

  private static Optional<String> owner(String hostName, String... hosts) {
    AccountBook book =
        AccountBook.of(
            List.of(Account.of("shop")),
            List.of(hosts).stream()
                .map(host -> Tenure.always(new Identity.LocalUser(host, 2001), "shop"))
                .toList(),
            Map.of());
    return new QueueOwners(hostName, book, InstantSource.fixed(NOW)).owner(ofUid(2001));
  }

  @Test
  void theHostMayHaveItsDomainInTheSettingsAndNotAmongTheAccounts() {
    assertThat(owner("web1.example.net", "web1")).contains("shop");
    assertThat(owner("web1", "web1.example.net")).contains("shop");
    assertThat(owner("web1", "web1.example.net", "web1.example.org"))
        .as("twin: two hosts have that label")
        .isEmpty();
    assertThat(owner("web1.example.org", "web1.example.net")).as("twin: another host").isEmpty();
  }
}
