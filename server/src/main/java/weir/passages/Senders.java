package weir.passages;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import weir.attribution.Confidence;
import weir.maillog.Entrance;
import weir.meter.SubjectShape;
import weir.net.IpAddress;
import weir.net.IpPrefix;
import weir.observation.Leg;
import weir.observation.Maker;
import weir.observation.Origin;

/// Adds up who sent what. Authored messages count, at their first leg; what else came is numbered
/// by what it is, and is nobody's sending. Bounded: beyond [#MOST] senders the smaller half becomes
/// one sum of all the others, so that who sends much is seen whenever he begins.
public final class Senders {
  /// Senders that are told apart.
  public static final int MOST = 10_000;

  private static final int MOST_SUBJECTS = 500;
  private static final int MOST_SCRIPTS = 200;
  private static final int MOST_NETWORKS = 200;
  private static final int MOST_HOSTS = 200;

  /// Subjects, scripts, networks and hosts of all senders together.
  private static final int MOST_NOTES = 500_000;

  private final Map<Key, Sum> sums = new HashMap<>();
  private final Map<Origin, Integer> apart = new EnumMap<>(Origin.class);
  private Others others = new Others(0, 0);
  private int notes;
  private int messages;
  private int attributed;
  private long recipients;

  /// What is added up together: an identity, or, of those who showed none, those alike.
  private record Key(Optional<String> account, Optional<String> identity, String channel) {}

  /// Those who sent least, once there are more senders than are told apart. One of them who goes on
  /// is told apart again, without what he sent before.
  public record Others(int messages, long recipients) {
    private Others and(Sum sum) {
      return new Others(messages + sum.messages, recipients + sum.recipients);
    }
  }

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
    final Map<String, Integer> scripts = new HashMap<>();
    final Map<String, Integer> hosts = new HashMap<>();

    int notes() {
      return networks.size() + subjects.size() + scripts.size() + hosts.size();
    }
  }

  /// One more message.
  public void add(Laid laid) {
    if (laid.passage().origin() != Origin.AUTHORED) {
      apart.merge(laid.passage().origin(), 1, Integer::sum);
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
    first
        .subject()
        .map(SubjectShape::of)
        .ifPresent(shape -> note(sum.subjects, shape, MOST_SUBJECTS));
    // Seen by somebody else; told by the mail server; the message's own word.
    laid.passage()
        .made()
        .flatMap(Leg::maker)
        .flatMap(Maker::script)
        .or(first.coming()::directory)
        .or(first.coming()::script)
        .ifPresent(script -> note(sum.scripts, script, MOST_SCRIPTS));
    Instant came = laid.passage().since();
    sum.first = came.isBefore(sum.first) ? came : sum.first;
    sum.last = came.isAfter(sum.last) ? came : sum.last;
    note(sum.hosts, first.key().host(), MOST_HOSTS);
    messages++;
    attributed += laid.account().isPresent() ? 1 : 0;
    recipients += first.recipients();
    if (sums.size() > MOST) {
      joinTheSmaller();
    }
  }

  private void joinTheSmaller() {
    List<Map.Entry<Key, Sum>> smallest =
        sums.entrySet().stream()
            .sorted(
                Map.Entry.comparingByValue(
                    Comparator.<Sum>comparingLong(sum -> sum.recipients)
                        .thenComparingInt(sum -> sum.messages)))
            .limit(MOST / 2)
            .toList();
    for (Map.Entry<Key, Sum> each : smallest) {
      others = others.and(each.getValue());
      notes -= each.getValue().notes();
      sums.remove(each.getKey());
    }
  }

  private void note(SortedSet<IpPrefix> networks, IpPrefix network) {
    if (networks.size() < MOST_NETWORKS && notes < MOST_NOTES && networks.add(network)) {
      notes++;
    }
  }

  private void note(Map<String, Integer> counts, String text, int most) {
    boolean isNew = !counts.containsKey(text);
    if (!isNew || (counts.size() < most && notes < MOST_NOTES)) {
      counts.merge(text, 1, Integer::sum);
      notes += isNew ? 1 : 0;
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

  /// Messages that nobody here wrote, by what they are; none that there are none of.
  public Map<Origin, Integer> apart() {
    return Collections.unmodifiableMap(apart);
  }

  /// Recipients of them.
  public long recipients() {
    return recipients;
  }

  /// What those sent who are not told apart any more; empty while all are.
  public Optional<Others> others() {
    return Optional.of(others).filter(sum -> sum.messages() > 0);
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
    Optional<Map.Entry<String, Integer>> script = most(sum.scripts.entrySet());
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
        script.map(Map.Entry::getKey),
        script.map(it -> 100 * it.getValue() / sum.messages).orElse(0),
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
