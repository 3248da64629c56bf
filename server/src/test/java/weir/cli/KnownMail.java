package weir.cli;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import weir.account.Host;
import weir.attribution.Confidence;
import weir.maillog.Entrance;
import weir.maillog.LogEvent;
import weir.net.IpAddress;
import weir.observation.Arrival;
import weir.observation.Observation;
import weir.observation.Origin;
import weir.observation.Passages;
import weir.observation.QueueKey;
import weir.observation.Witness;
import weir.observation.Writer;
import weir.passages.Laid;
import weir.passages.PassageStore;

/// Four messages of the same script on web1, a minute apart, each sent on by mail1.
public final class KnownMail {
  public static final Instant AT = Instant.parse("2026-11-25T07:00:00Z");

  /// The topmost field of the first, by the complainant's server.
  public static final String HANDED_OVER =
      """
      Received: from mail1.provider.example (mail1.provider.example [45.51.100.1])
       by mx.reporter.example (Postfix) with ESMTP id 4F1; Wed, 25 Nov 2026 07:00:09 +0000
      """;

  /// The field of mail1 below it.
  public static final String OURS =
      """
      Received: from web1.provider.example (web1.provider.example [45.51.100.11])
       by mail1.provider.example (Postfix) with ESMTP id B0; Wed, 25 Nov 2026 07:00:02 +0000
      """;

  private KnownMail() {}

  public static void keep(Path folder) throws SQLException {
    Passages passages =
        new Passages(
            (address, at) -> TracedCustomers.DIRECTORY.hostAt(address, at).map(Host::name),
            _ -> Origin.AUTHORED,
            100,
            1);
    for (int n = 0; n < 4; n++) {
      message(passages, n, n == 3 ? "Your invoice" : "Offer " + n);
    }
    List<Laid> all = new ArrayList<>();
    for (var passage : passages.changes().updated()) {
      all.add(
          new Laid(
              passage,
              Optional.of("club"),
              Optional.of("uid 2001 on web1"),
              "local user",
              Confidence.STRONG,
              Optional.empty()));
    }
    try (PassageStore store = PassageStore.open(folder, InstantSource.fixed(Here.NOW))) {
      store.write(new PassageStore.News(all, List.of(), List.of(), Map.of()));
    }
  }

  /// Another account's with the Message-ID of the first.
  public static void another(Path folder) throws SQLException {
    Passages passages = new Passages((_, _) -> Optional.empty(), _ -> Origin.AUTHORED, 100, 100);
    QueueKey key = new QueueKey("mail1", "C0", AT.plusSeconds(3));
    Entrance.Client client =
        new Entrance.Client(
            IpAddress.parse("203.0.113.9"),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Entrance.Login("PLAIN", "ann@shop.example")));
    enter(passages, key, client, 0, "Offer 0");
    Laid laid =
        new Laid(
            passages.changes().updated().getFirst(),
            Optional.of("shop"),
            Optional.of("login ann@shop.example"),
            "login",
            Confidence.CERTAIN,
            Optional.empty());
    try (PassageStore store = PassageStore.open(folder, InstantSource.fixed(Here.NOW))) {
      store.write(new PassageStore.News(List.of(laid), List.of(), List.of(), Map.of()));
    }
  }

  private static void message(Passages into, int n, String subject) {
    Instant at = AT.plusSeconds(60L * n);
    QueueKey web = new QueueKey("web1", "A" + n, at);
    QueueKey mail = new QueueKey("mail1", "B" + n, at.plusSeconds(2));
    Optional<IpAddress> webAddress = IpAddress.parse("45.51.100.11");
    enter(into, web, new Entrance.Program(OptionalLong.of(2001), Optional.empty()), n, subject);
    into.take(
        new Observation.Handled(
            new Witness("log", "web1", at.plusSeconds(2), Writer.SERVER),
            web,
            "bob@reporter.example",
            Optional.empty(),
            LogEvent.Result.DELIVERED,
            Optional.of("mail1"),
            IpAddress.parse("45.51.100.1"),
            "250 ok",
            Optional.of(mail.id())));
    into.take(
        new Observation.Ended(new Witness("log", "web1", at.plusSeconds(2), Writer.SERVER), web));
    Entrance.Client client =
        new Entrance.Client(
            webAddress, OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    enter(into, mail, client, n, subject);
    into.take(
        new Observation.Ended(new Witness("log", "mail1", at.plusSeconds(9), Writer.SERVER), mail));
  }

  private static void enter(Passages into, QueueKey key, Entrance by, int n, String subject) {
    into.take(
        Arrival.of(key)
            .by(by)
            .from("news@club.example")
            .messageId(n + "@club.example")
            .subject(subject)
            .entered());
  }
}
