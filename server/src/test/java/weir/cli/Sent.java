package weir.cli;

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
import weir.attribution.Confidence;
import weir.maillog.Entrance;
import weir.maillog.LogEvent;
import weir.net.IpAddress;
import weir.observation.Observation;
import weir.observation.Origin;
import weir.observation.Passages;
import weir.observation.QueueKey;
import weir.observation.Witness;
import weir.observation.Writer;
import weir.passages.Laid;
import weir.passages.PassageStore;

/// Mail that accounts sent before [Here#NOW], as a server keeps it.
final class Sent {
  private final List<Laid> all = new ArrayList<>();
  private Origin origin = Origin.AUTHORED;
  private int number;

  /// So many messages of three recipients each, of which one is delivered, one failed, one waits.
  Sent login(String account, String login, String client, Duration ago, int messages) {
    Entrance by =
        new Entrance.Client(
            IpAddress.parse(client),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Entrance.Login("PLAIN", login)));
    for (int i = 0; i < messages; i++) {
      add(account, "login " + login, by, Confidence.CERTAIN, ago);
    }
    return this;
  }

  /// What is added from now on is this.
  Sent of(Origin what) {
    origin = what;
    return this;
  }

  Sent uid(String account, long uid, Duration ago, int messages) {
    Entrance by = new Entrance.Program(OptionalLong.of(uid), Optional.empty());
    for (int i = 0; i < messages; i++) {
      add(account, "uid " + uid + " on web1", by, Confidence.STRONG, ago);
    }
    return this;
  }

  private void add(
      String account, String identity, Entrance by, Confidence confidence, Duration ago) {
    Instant at = Here.NOW.minus(ago);
    number++;
    Passages passages = new Passages((address, time) -> Optional.empty(), _ -> origin, 10, number);
    Witness witness = new Witness("log", "web1", at, Writer.SERVER);
    QueueKey key = new QueueKey("web1", "A" + number, at);
    passages.take(
        new Observation.Entered(
            witness,
            key,
            Optional.of(by),
            "a@shop.example",
            OptionalLong.of(900),
            OptionalInt.of(3),
            Optional.of(number + "@shop"),
            Optional.of("Offer " + number + " \u001b[31mred"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    passages.take(handled(witness, key, LogEvent.Result.DELIVERED));
    passages.take(handled(witness, key, LogEvent.Result.FAILED));
    all.add(
        new Laid(
            passages.changes().updated().getFirst(),
            account.isEmpty() ? Optional.empty() : Optional.of(account),
            Optional.of(identity),
            "login",
            confidence,
            Optional.empty()));
  }

  private static Observation handled(Witness witness, QueueKey key, LogEvent.Result result) {
    return new Observation.Handled(
        witness,
        key,
        "x@far.example",
        Optional.empty(),
        result,
        Optional.empty(),
        Optional.empty(),
        "said",
        Optional.empty());
  }

  void keep(Path folder) throws SQLException {
    try (PassageStore store = PassageStore.open(folder, InstantSource.fixed(Here.NOW))) {
      store.write(new PassageStore.News(all, List.of(), List.of(), Map.of()));
    }
  }
}
