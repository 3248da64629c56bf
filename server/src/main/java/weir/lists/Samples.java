package weir.lists;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import weir.dns.Resolver;
import weir.net.IpAddress;
import weir.net.IpPrefix;
import weir.state.State;
import weir.state.StateUnavailable;
import weir.state.Table;

/// The [Sample] of each block list: asked about in each test, changed only while the list is sound,
/// and kept over restarts. A list that begins to list the world finds the sample as it was before.
public final class Samples {
  /// By the list's zone. At the bound the one that changed longest ago is taken anew.
  public static final Table TABLE = new Table("list-samples", 1_000, true);

  private static final Duration KEPT = Duration.ofDays(400);

  private final Resolver resolver;
  private final State state;
  private final RandomGenerator chance;
  private final LongGoodClients longGood;

  Samples(Resolver resolver, State state, RandomGenerator chance) {
    this.resolver = resolver;
    this.state = state;
    this.chance = chance;
    this.longGood = new LongGoodClients(state);
  }

  /// One test's questions on their way.
  ///
  /// @param candidates asked about, too: they join where the list is sound and does not have them
  record Asked(
      Watched list,
      LongGoodSettings settings,
      Sample sample,
      List<IpAddress> candidates,
      Poll poll) {

    Heard hear(Instant deadline) {
      return new Heard(this, poll.hear(deadline));
    }
  }

  /// Asks about everybody in the list's sample and, where seats are empty, about candidates for
  /// them: at most as many as the settings say.
  Asked ask(Watched list, LongGoodSettings settings, Instant now) {
    Optional<Sample> known = known(list, settings, now);
    Sample sample = known.orElse(Sample.NONE);
    List<IpAddress> candidates =
        known.map(some -> candidates(some, settings, now)).orElse(List.of());
    List<IpAddress> all = Stream.concat(sample.addresses().stream(), candidates.stream()).toList();
    return new Asked(list, settings, sample, candidates, Poll.of(all, list, resolver));
  }

  /// As many of its members as the settings say now; empty where the list has no sample, or state
  /// cannot tell: then nobody may join, or the newcomers would take the place of the sample.
  private Optional<Sample> known(Watched list, LongGoodSettings settings, Instant now) {
    if (!list.controlled()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          state
              .get(TABLE, list.zone(), now)
              .map(entry -> Sample.of(entry.value()).first(settings.clients()))
              .orElse(Sample.NONE));
    } catch (StateUnavailable _) {
      return Optional.empty();
    }
  }

  /// Whoever has many addresses side by side gets one seat, and which of all clients gets one is
  /// chance.
  private List<IpAddress> candidates(Sample sample, LongGoodSettings settings, Instant now) {
    int seats = settings.clients() - sample.members().size();
    if (seats <= 0) {
      return List.of();
    }
    List<IpAddress> clients = new ArrayList<>(longGood.all(settings, now));
    Collections.shuffle(clients, chance);
    Set<IpPrefix> taken =
        sample.addresses().stream()
            .map(Samples::neighbours)
            .collect(Collectors.toCollection(HashSet::new));
    return clients.stream().filter(client -> taken.add(neighbours(client))).limit(seats).toList();
  }

  private static IpPrefix neighbours(IpAddress client) {
    return client.network(16, 32);
  }

  /// What a list says of its sample.
  record Heard(Asked asked, Poll.Told told) {
    private static final int SHOWN = 5;

    ListRecord.Sampled figures() {
      return new ListRecord.Sampled(asked.sample.members().size(), listed().size());
    }

    private List<IpAddress> listed() {
      return asked.sample.addresses().stream().filter(told.listed()::contains).toList();
    }

    /// Good or wrong: a sample that is too small, and clients of whom nothing could be told, speak
    /// for the list.
    TestResult result() {
      int size = asked.sample.members().size();
      List<IpAddress> listed = listed();
      if (size < LongGoodSettings.LEAST
          || listed.size() * 100 < size * asked.settings.listedPercent()) {
        return new TestResult.Good();
      }
      String some =
          listed.stream().limit(SHOWN).map(IpAddress::toString).collect(Collectors.joining(", "));
      return new TestResult.Wrong(
          "it lists %d of %d clients long good: %s%s"
              .formatted(listed.size(), size, some, listed.size() > SHOWN ? ", ..." : ""));
    }
  }

  /// Takes over what a sound list said.
  void keep(Heard heard, Instant now) {
    Asked asked = heard.asked;
    List<IpAddress> newcomers =
        asked.candidates.stream().filter(heard.told.unlisted()::contains).toList();
    try {
      Sample next =
          asked.sample.after(
              heard.told, client -> longGood.has(client, asked.settings, now), newcomers, now);
      if (!next.equals(asked.sample)) {
        state.put(TABLE, asked.list.zone(), next.text(), now, now.plus(KEPT));
      }
    } catch (StateUnavailable _) {
      // The sample stays as it was.
    }
  }
}
