package weir.cli.accounts;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.attribution.Confidence;
import weir.cli.Here;
import weir.likeness.Likeness;
import weir.maillog.Entrance;
import weir.maillog.LogEvent;
import weir.observation.Arrival;
import weir.observation.Handling;
import weir.observation.Origin;
import weir.observation.Passages;
import weir.observation.QueueKey;
import weir.observation.Witness;
import weir.passages.Laid;
import weir.passages.PassageStore;

/// Mail that accounts sent before [Here#NOW], as a server keeps it.
public final class Sent {
  private final List<Laid> all = new ArrayList<>();
  private Origin origin = Origin.AUTHORED;
  private @Nullable String directory;
  private @Nullable String script;
  private Likeness likeness = Likeness.NONE;
  private int number;

  /// So many messages of three recipients each, of which one is delivered, one failed, one waits.
  public Sent login(String account, String login, String client, Duration ago, int messages) {
    Entrance by = Arrival.client(client, login);
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

  /// What is added from now on was handed in by a program that was started there.
  Sent startedIn(String folder) {
    directory = folder;
    return this;
  }

  /// What is added from now on is known again by this.
  public Sent likeness(Likeness seen) {
    likeness = seen;
    return this;
  }

  /// What is added from now on says so of itself.
  Sent script(String name) {
    script = name;
    return this;
  }

  public Sent uid(String account, long uid, Duration ago, int messages) {
    Entrance by = Arrival.program(uid);
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
    Witness witness = Arrival.log("web1", at);
    QueueKey key = new QueueKey("web1", "A" + number, at);
    passages.take(
        Arrival.of(key)
            .by(by)
            .from("a@shop.example")
            .to(3)
            .messageId(number + "@shop")
            .subject("Offer " + number + " \u001b[31mred")
            .directory(directory)
            .script(script)
            .likeness(likeness)
            .entered());
    passages.take(Handling.last(witness, key, LogEvent.Result.DELIVERED));
    passages.take(Handling.last(witness, key, LogEvent.Result.FAILED));
    all.add(
        new Laid(
            passages.changes().updated().getFirst(),
            account.isEmpty() ? Optional.empty() : Optional.of(account),
            Optional.of(identity),
            "login",
            confidence,
            Optional.empty()));
  }

  public void keep(Path folder) throws SQLException {
    try (PassageStore store = PassageStore.open(folder, InstantSource.fixed(Here.NOW))) {
      store.write(new PassageStore.News(all, List.of(), List.of(), Map.of()));
    }
  }
}
