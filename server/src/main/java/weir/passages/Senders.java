package weir.passages;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import weir.attribution.Confidence;
import weir.maillog.Entrance;
import weir.net.IpAddress;
import weir.net.IpPrefix;
import weir.observation.Leg;
import weir.observation.Origin;

/// Adds up who sent what. Authored messages count, at their first leg.
public final class Senders {
  private static final int MOST_SUBJECTS = 500;
  private static final int MOST_NETWORKS = 200;

  private final Map<Key, Sum> sums = new HashMap<>();
  private int messages;
  private int attributed;
  private long recipients;

  /// What is added up together: an identity, or, of those who showed none, those alike.
  private record Key(Optional<String> account, Optional<String> identity, String channel) {}

  private static final class Sum {
    int messages;
    long recipients;
    long waiting;
    long delivered;
    long failed;
    Instant first = Instant.MAX;
    Instant last = Instant.MIN;
    Confidence confidence = Confidence.CERTAIN;
    final SortedSet<IpPrefix> networks = new TreeSet<>();
    final Map<String, Integer> subjects = new HashMap<>();
    final Map<String, Integer> hosts = new HashMap<>();
  }

  /// One more message.
  public void add(Laid laid) {
    if (laid.passage().origin() != Origin.AUTHORED) {
      return;
    }
    Leg first = laid.passage().first();
    Sum sum =
        sums.computeIfAbsent(
            new Key(laid.account(), laid.identity(), channel(first)), _ -> new Sum());
    sum.messages++;
    sum.recipients += first.recipients();
    sum.confidence = sum.confidence.and(laid.confidence());
    List<Leg> legs = laid.passage().legs();
    sum.waiting += legs.stream().mapToLong(Leg::waiting).sum();
    // A leg that was handed on to a server of ours is done there.
    sum.delivered += legs.getLast().tally().delivered();
    sum.failed += legs.stream().mapToLong(leg -> leg.tally().failed()).sum();
    laid.behind()
        .or(first::client)
        .map(IpAddress::network)
        .ifPresent(network -> note(sum.networks, network));
    first.subject().map(Subjects::shape).ifPresent(shape -> note(sum.subjects, shape));
    Instant came = laid.passage().since();
    sum.first = came.isBefore(sum.first) ? came : sum.first;
    sum.last = came.isAfter(sum.last) ? came : sum.last;
    note(sum.hosts, first.key().host());
    messages++;
    attributed += laid.account().isPresent() ? 1 : 0;
    recipients += first.recipients();
  }

  private static void note(SortedSet<IpPrefix> networks, IpPrefix network) {
    if (networks.size() < MOST_NETWORKS) {
      networks.add(network);
    }
  }

  private static void note(Map<String, Integer> counts, String text) {
    if (counts.size() < MOST_SUBJECTS || counts.containsKey(text)) {
      counts.merge(text, 1, Integer::sum);
    }
  }

  private static String channel(Leg leg) {
    return switch (leg.by().orElse(null)) {
      case Entrance.Client client when client.login().isPresent() -> "submission";
      case Entrance.Client _ -> "network";
      case Entrance.Program _ -> "local program";
      case null -> "not seen";
    };
  }

  /// Messages that were added.
  public int messages() {
    return messages;
  }

  /// Of these, laid at an account's door.
  public int attributed() {
    return attributed;
  }

  /// Recipients of them.
  public long recipients() {
    return recipients;
  }

  /// Those with most recipients, the first first.
  public List<Sender> most(int places) {
    return sums.entrySet().stream()
        .map(each -> sender(each.getKey(), each.getValue()))
        .sorted(
            Comparator.comparingLong(Sender::recipients)
                .thenComparingInt(Sender::messages)
                .reversed())
        .limit(places)
        .toList();
  }

  private static Sender sender(Key key, Sum sum) {
    Optional<Map.Entry<String, Integer>> subject = most(sum.subjects.entrySet());
    return new Sender(
        key.account(),
        key.identity(),
        key.channel(),
        sum.confidence,
        sum.messages,
        sum.recipients,
        sum.waiting,
        sum.delivered,
        sum.failed,
        sum.networks,
        subject.map(Map.Entry::getKey),
        subject.map(it -> 100 * it.getValue() / sum.messages).orElse(0),
        most(sum.hosts.entrySet()).map(Map.Entry::getKey).orElse(""),
        sum.first,
        sum.last);
  }

  private static Optional<Map.Entry<String, Integer>> most(
      Collection<Map.Entry<String, Integer>> counts) {
    return counts.stream()
        .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry::getKey));
  }
}
