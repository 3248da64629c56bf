package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.account.Account;
import weir.account.AccountBook;
import weir.account.Identity;
import weir.account.Tenure;
import weir.attribution.Attribution;
import weir.attribution.Attributor;
import weir.attribution.Confidence;
import weir.maillog.Entrance;
import weir.received.Came;

/// A provider with two customers on a host: `shop` has uid 2001 and the mailbox ann, `club` has uid
/// 2002, which was shop's until a month ago, and the mailbox bob. All sites run as uid 33, too.
///
/// @param host its name
record WhoseMail(String host, Attributor attributor) {
  static WhoseMail on(String host) {
    Instant moved = Instant.now().minus(Duration.ofDays(30));
    Identity second = new Identity.LocalUser(host, 2002);
    AccountBook book =
        AccountBook.of(
            List.of(Account.of("shop"), Account.of("club")),
            List.of(
                Tenure.always(Identity.Login.of("ann@example.com"), "shop"),
                Tenure.always(Identity.Login.of("bob@example.com"), "club"),
                Tenure.always(new Identity.LocalUser(host, 2001), "shop"),
                Tenure.always(new Identity.LocalName(host, "u2001"), "shop"),
                new Tenure(second, "shop", Instant.MIN, moved),
                new Tenure(second, "club", moved, Instant.MAX),
                Tenure.always(new Identity.LocalName(host, "u2002"), "club"),
                Tenure.always(new Identity.Script(host, "/home/u2002"), "club"),
                Tenure.always(new Identity.LocalUser("elsewhere", 2001), "club")),
            Map.of(
                new Identity.LocalUser(host, 33), "the web server's user",
                new Identity.LocalName(host, "www-data"), "the web server's user"));
    return new WhoseMail(host, new Attributor(book, (_, _) -> Optional.empty()));
  }

  Attribution of(Entrance by) {
    return attributor.attribute(host, by, Instant.now());
  }

  /// All three lay it at the same door, as surely as a server's own word is.
  void assertAllSay(SentMessage message, String account, Confidence sure) {
    assertThat(message.inHeader()).isInstanceOf(Came.By.class);
    for (Entrance by :
        List.of(message.inLog(), message.inQueue(), ((Came.By) message.inHeader()).entrance())) {
      Attribution found = of(by);
      assertThat(found.account()).map(Account::id).as(by.toString()).contains(account);
      assertThat(found.confidence()).as(by.toString()).isEqualTo(sure);
    }
  }

  /// None of the three lays it at anybody's door.
  void assertNobodySays(SentMessage message) {
    for (Entrance by :
        List.of(message.inLog(), message.inQueue(), ((Came.By) message.inHeader()).entrance())) {
      assertThat(of(by).account()).as(by.toString()).isEmpty();
    }
  }
}
