package weir.cli.trace;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import weir.attribution.Confidence;
import weir.cli.Here;
import weir.maillog.Entrance;
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

/// Messages that shop sends by a login and club by a uid, as the logs of mail1 and web1 have them,
/// and complaints about them, honest and forged. Who sent each is known.
final class MadeLogs {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final String TOP =
      "Received: from %s.provider.example (%s.provider.example [%s]) by mx.reporter.example"
          + " (Postfix) with ESMTP id 4F1; %s\n";

  private static final String LOGIN =
      "Received: from pc (pc [203.0.113.9]) (Authenticated sender: ann@shop.example) by"
          + " mail1.provider.example (Postfix) with ESMTPSA id %s; %s\n";

  private static final String UID =
      "Received: by web1.provider.example (Postfix, from userid 2001) id %s; %s\n";

  private static final String NAMED = "Message-ID: <%s>\nSubject: %s\n";

  /// @param sender the account; empty where nobody has sent it
  record Made(String kind, String header, Optional<String> sender) {}

  private final List<Laid> all = new ArrayList<>();
  private final List<Made> made = new ArrayList<>();

  List<Made> complaints(int rounds) {
    for (int i = 0; i < rounds; i++) {
      honest(i, Here.NOW.minusSeconds(20_000L * (i + 1)));
      altered(i, Here.NOW.minusSeconds(20_000L * (i + 1) + 5_000));
      replayed(i, Here.NOW.minusSeconds(20_000L * (i + 1) + 10_000));
      unseen(i, Here.NOW.minusSeconds(20_000L * (i + 1) + 15_000));
    }
    return made;
  }

  void keep(Path folder) throws SQLException {
    try (PassageStore store = PassageStore.open(folder, InstantSource.fixed(Here.NOW))) {
      store.write(new PassageStore.News(all, List.of(), List.of(), Map.of()));
    }
  }

  private void add(String kind, String sender, String... header) {
    made.add(
        new Made(
            kind, String.join("", header), Optional.of(sender).filter(name -> !name.isEmpty())));
  }

  private static String top(String host, Instant at) {
    String address = host.equals("mail1") ? "45.51.100.1" : "45.51.100.11";
    return TOP.formatted(host, host, address, DATE.format(at.plusSeconds(4)));
  }

  private static String login(String id, Instant at) {
    return LOGIN.formatted(id, DATE.format(at));
  }

  private static String uid(String id, Instant at) {
    return UID.formatted(id, DATE.format(at));
  }

  private void honest(int i, Instant at) {
    byLogin("A" + i, "a" + i + "@shop", "Offer", at);
    add(
        "queue id in the log",
        "shop",
        top("mail1", at),
        login("A" + i, at),
        NAMED.formatted("a" + i + "@shop", "Offer"));
    add(
        "Message-ID, host and time in the log",
        "shop",
        top("mail1", at),
        NAMED.formatted("a" + i + "@shop", "[SPAM] Offer"));
    Instant later = at.plusSeconds(1_500);
    byUid("W" + i, "w" + i + "@club", "News", at);
    byUid("W" + i, "v" + i + "@club", "News", later);
    add("queue id that came again", "club", top("web1", at), uid("W" + i, at));
    add("redacted", "shop", top("mail1", at), "Subject: Offer\n");
  }

  /// Somebody has written another login or user into the field of our host.
  private void altered(int i, Instant at) {
    byUid("U" + i, "u" + i + "@club", "News", at);
    String named = NAMED.formatted("u" + i + "@club", "News");
    add(
        "another uid in the field",
        "club",
        top("web1", at),
        uid("U" + i, at).replace("2001", "2002"),
        named);
    add(
        "another's login in the field",
        "club",
        top("web1", at),
        login("U" + i, at).replace("mail1", "web1"),
        named);
  }

  /// Club sends with the Message-ID of a mail of shop's.
  private void replayed(int i, Instant at) {
    String theirs = "r" + i + "@shop";
    byLogin("R" + i, theirs, "Invoice", at);
    Instant then = at.plusSeconds(60);
    byLogin("S" + i, "s" + i + "@club", "Pills", then, "club");
    String spam = NAMED.formatted(theirs, "Pills");
    add(
        "another's Message-ID, own queue id",
        "club",
        top("mail1", then),
        field("S" + i, then),
        spam);
    add(
        "another's Message-ID, queue id in no log",
        "club",
        top("mail1", then),
        field("T" + i, then),
        spam);
    add("another's Message-ID, own subject", "club", top("mail1", then), spam);
    add(
        "another's Message-ID, and the same in the log twice",
        "club",
        top("mail1", then.plusSeconds(2_000)),
        NAMED.formatted("d" + i + "@shop", "Invoice"));
    byLogin("D" + i, "d" + i + "@shop", "Invoice", at.plusSeconds(2_000));
    byLogin("E" + i, "d" + i + "@shop", "Invoice", then.plusSeconds(2_000), "club");
  }

  /// What no log knows, or not all of it.
  private void unseen(int i, Instant at) {
    byLogin("N" + i, "n" + i + "@shop", "", at);
    byLogin("O" + i, "", "", at.plusSeconds(60), "club");
    add(
        "another's Message-ID, own in no log",
        "club",
        top("mail1", at.plusSeconds(60)),
        NAMED.formatted("n" + i + "@shop", "Pills"));
    add(
        "typed, in no log",
        "",
        top("mail1", at),
        login("X" + i, at),
        NAMED.formatted("x@y", "Pills"));
  }

  private static String field(String id, Instant at) {
    return "Received: from pc (pc [203.0.113.7]) by mail1.provider.example (Postfix) with ESMTPSA id %s; %s\n"
        .formatted(id, DATE.format(at));
  }

  private void byLogin(String id, String messageId, String subject, Instant at) {
    byLogin(id, messageId, subject, at, "shop");
  }

  private void byLogin(String id, String messageId, String subject, Instant at, String account) {
    boolean isShop = account.equals("shop");
    String name = isShop ? "ann@shop.example" : "box@club.example";
    Entrance by =
        new Entrance.Client(
            IpAddress.parse(isShop ? "203.0.113.9" : "203.0.113.7"),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Entrance.Login("PLAIN", name)));
    message(new QueueKey("mail1", id, at), by, messageId, subject, account, "login " + name);
  }

  private void byUid(String id, String messageId, String subject, Instant at) {
    Entrance by = new Entrance.Program(OptionalLong.of(2001), Optional.empty());
    message(new QueueKey("web1", id, at), by, messageId, subject, "club", "uid 2001 on web1");
  }

  private void message(
      QueueKey key,
      Entrance by,
      String messageId,
      String subject,
      String account,
      String identity) {
    Passages passages =
        new Passages(
            (address, time) -> Optional.empty(), _ -> Origin.AUTHORED, 10, all.size() + 1L);
    passages.take(
        Arrival.of(key)
            .by(by)
            .from("a@far.example")
            .messageId(messageId)
            .subject(subject)
            .entered());
    passages.take(
        new Observation.Ended(
            new Witness("log", key.host(), key.since().plusSeconds(5), Writer.SERVER), key));
    all.add(
        new Laid(
            passages.changes().updated().getFirst(),
            Optional.of(account),
            Optional.of(identity),
            identity.startsWith("uid") ? "local user" : "login",
            identity.startsWith("uid") ? Confidence.STRONG : Confidence.CERTAIN,
            Optional.empty()));
  }
}
