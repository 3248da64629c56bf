package weir.observation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import weir.maillog.LogEvent;
import weir.net.IpAddress;
import weir.observation.Observation.Begot;
import weir.observation.Observation.Entered;
import weir.observation.Observation.Handled;

/// Joins observations to passages, in whatever order the sources tell them.
///
/// An id means one message at a time. So what two sources tell of one id is about one message where
/// the times of which they tell overlap; and where only looks into a queue have told of a message
/// that is there still, a log that tells of its id later means this one.
///
/// Two legs are one message where both servers agree: the one says that the other took it under an
/// id, the other that it took that id from there. An id that only one of them tells proves nothing:
/// any server that mail is delivered to may answer with an id of ours.
///
/// Not thread-safe. What is kept is bounded: beyond the bound the oldest passage is let go, and
/// what is said of it later is a passage of its own, which [#letGo] counts.
public final class Passages {
  /// Two sources may tell the arrival of one message this far apart.
  static final Duration SAME_ARRIVAL = Duration.ofMinutes(2);

  /// A server's answer and the other server's arrival are this far apart at most, with both clocks.
  static final Duration HAND_OVER = Duration.ofMinutes(10);

  /// What came from a host of ours may look like a stranger's: that host may have told whom it had
  /// it from (XCLIENT).
  private static final Set<Origin> MAY_BE_HANDED_OVER = EnumSet.of(Origin.AUTHORED, Origin.INBOUND);

  private final HostAddresses hosts;
  private final Origins origins;
  private final int most;
  private final LinkedHashMap<Long, Passage> open = new LinkedHashMap<>();
  private final Named names = new Named(open);
  private final LetGo before;
  private final Onward onward;
  private final SameMessageId same;
  private final MakerJoin makers = new MakerJoin();
  private final Set<Long> changed = new LinkedHashSet<>();
  private final List<Merged> merged = new ArrayList<>();
  private final List<Said> said = new ArrayList<>();
  private long next;
  private long letGo;

  /// @param origins of what no server has made itself
  /// @param most passages that are kept
  /// @param next number of the first new one
  public Passages(HostAddresses hosts, Origins origins, int most, long next) {
    this(hosts, origins, most, next, _ -> Optional.empty());
  }

  /// @param before those that are kept no more: what lies in a queue may do so for longer
  public Passages(HostAddresses hosts, Origins origins, int most, long next, LetGo before) {
    this.before = before;
    this.hosts = hosts;
    this.origins = origins;
    this.most = most;
    this.next = next;
    this.onward = new Onward(most);
    this.same = new SameMessageId(hosts);
  }

  /// What has changed since it was asked last.
  ///
  /// @param updated as they are now
  /// @param merged those that turned out to be parts of others, also some that were never told, in
  ///   order
  /// @param said what became of recipients beyond our own hosts, in order
  public record Changes(List<Passage> updated, List<Merged> merged, List<Said> said) {
    public Changes {
      updated = List.copyOf(updated);
      merged = List.copyOf(merged);
      said = List.copyOf(said);
    }

    /// Numbers of those that are no passages any more.
    public List<Long> dissolved() {
      return merged.stream().map(Merged::id).toList();
    }
  }

  /// A passage that is a part of another one.
  ///
  /// @param into the number of that one, which may be merged later
  public record Merged(long id, long into) {}

  /// What became of one recipient of a passage.
  ///
  /// @param passage its number then; the passage may be merged later
  public record Said(long passage, Handled seen) {}

  /// Takes up those that were open when the process before us stopped.
  public void resume(Collection<Passage> before) {
    for (Passage passage : before) {
      keep(passage);
      for (Leg leg : passage.legs()) {
        leg.onward().forEach(next -> expect(next, leg));
      }
    }
  }

  /// Takes an observation in.
  public void take(Observation seen) {
    switch (seen) {
      case Entered it -> enter(it);
      case Observation.Lying it -> lie(it);
      case Handled it -> handle(it);
      case Begot it -> beget(it);
      case Observation.Expired it -> stay(it.key(), it.witness(), Leg.Stay.QUEUED);
      case Observation.Held it -> stay(it.key(), it.witness(), Leg.Stay.HELD);
      case Observation.Released it -> stay(it.key(), it.witness(), Leg.Stay.QUEUED);
      case Observation.Ended it -> stay(it.key(), it.witness(), Leg.Stay.GONE);
      case Observation.Mailed it -> makers.take(it).forEach(this::make);
      case Observation.Connected it -> makers.take(it).forEach(this::make);
      case Observation.Submitted it -> submitted(it);
      case Observation.Vouched it -> made(it.key(), makers.take(it));
      case Observation.Deed _, Observation.Refused _, Observation.Invoked _ -> {
        // About no message.
      }
    }
  }

  /// What has changed, once.
  public Changes changes() {
    List<Passage> updated = new ArrayList<>();
    changed.forEach(id -> Optional.ofNullable(open.get(id)).ifPresent(updated::add));
    Changes all = new Changes(updated, merged, said);
    changed.clear();
    merged.clear();
    said.clear();
    return all;
  }

  /// Lets those go of which nothing more is to come: gone from all our queues, or in one for longer
  /// than servers keep mail.
  ///
  /// @param settled nobody speaks of a message that has been gone for so long
  /// @param longest nobody keeps a message in a queue for so long
  public void expire(Instant now, Duration settled, Duration longest) {
    List<Passage> over =
        open.values().stream()
            .filter(each ->
                each.last().plus(each.isOpen() ? longest : settled).isBefore(now)
                    && !changed.contains(each.id()))
            .toList();
    over.forEach(this::forget);
  }

  /// How many were let go before they were over.
  public long letGo() {
    return letGo;
  }

  /// How many are kept now.
  public int size() {
    return open.size();
  }

  private void enter(Entered seen) {
    Optional<Passage> known = names.meant(seen.key(), seen.witness().at(), false);
    if (known.isPresent()) {
      Passage passage = known.get();
      int index = passage.indexOf(name(seen.key()));
      Leg leg = passage.legs().get(index);
      put(entered(passage, index, leg.and(seen), seen));
      make(leg.key());
      settle(leg.key());
    } else {
      begin(Leg.of(seen.key(), seen.witness().at()).and(seen), origin(seen));
      make(seen.key());
      settle(seen.key());
    }
  }

  private void submitted(Observation.Submitted seen) {
    for (QueueKey key : makers.take(seen)) {
      seen.token().ifPresentOrElse(token -> made(key, makers.byToken(token, key)), () -> make(key));
    }
  }

  /// A token is surer than what was joined by time.
  private void made(QueueKey key, Optional<Maker> maker) {
    Optional<Passage> known = names.at(key);
    if (known.isPresent() && maker.isPresent()) {
      int index = known.get().indexOf(name(key));
      put(known.get().with(index, known.get().legs().get(index).made(maker.get())));
    }
  }

  /// Looks whether anybody has told who handed a message in.
  private void make(QueueKey key) {
    Optional<Passage> known = names.at(key);
    if (known.isPresent()) {
      Passage passage = known.get();
      int index = passage.indexOf(name(key));
      Leg leg = passage.legs().get(index);
      if (leg.maker().filter(it -> it.by() != Maker.By.SENDMAIL).isEmpty()) {
        makers.of(leg).ifPresent(maker -> put(passage.with(index, leg.made(maker))));
      }
    }
  }

  /// A look that tells nothing new is only remembered, as the last word that was heard.
  private void lie(Observation.Lying lying) {
    Entered seen = lying.seen();
    Optional<Passage> known = known(seen.key(), seen.witness(), true);
    if (known.isEmpty()) {
      begin(Leg.of(lying), origin(seen));
      make(seen.key());
      settle(seen.key());
      return;
    }
    Passage passage = known.get();
    int index = passage.indexOf(name(seen.key()));
    Leg leg = passage.legs().get(index);
    Leg now = leg.and(lying);
    if (now.isAsBefore(leg)) {
      keep(passage.with(index, now));
    } else {
      put(entered(passage, index, now, seen));
      settle(leg.key());
    }
  }

  private Passage entered(Passage passage, int index, Leg now, Entered seen) {
    Passage next = passage.with(index, now);
    return tellsMore(passage, passage.legs().get(index), now) ? next.of(origin(seen)) : next;
  }

  private Passage begin(Leg leg, Origin origin) {
    Passage begun = Passage.begin(next++, leg, origin);
    put(begun);
    return begun;
  }

  /// Whether it is known only now how it came in, or from somebody surer.
  private static boolean tellsMore(Passage passage, Leg before, Leg now) {
    return passage.origin() == Origin.UNSEEN
        || (before.equals(passage.first())
            && passage.parent().isEmpty()
            && !before.by().equals(now.by()));
  }

  /// What a server made itself for nobody to answer is a bounce; whose is said by its parent.
  private Origin origin(Entered seen) {
    return seen.by().isEmpty() && seen.sender().isEmpty() ? Origin.BOUNCE : origins.of(seen);
  }

  private void handle(Handled seen) {
    Passage passage = findOrBegin(seen.key(), seen.witness());
    int index = passage.indexOf(name(seen.key()));
    Leg known = passage.legs().get(index);
    Leg leg = known.and(seen);
    Optional<String> relay = relay(seen);
    Optional<Leg.Next> next =
        seen.next().flatMap(id -> relay.map(host -> new Leg.Next(host, id, seen.witness().at())));
    boolean isHandOver = relay.isPresent() && seen.result() == LogEvent.Result.DELIVERED;
    boolean isNews = !leg.tally().equals(known.tally()); // Another source may have told it already.
    if (isNews && !isHandOver) {
      said.add(new Said(passage.id(), seen));
    }
    put(passage.with(index, next.map(leg::and).orElse(leg)));
    seen.original().ifPresent(original -> makers.recipient(leg.key(), original));
    if (makers.recipient(leg.key(), seen.recipient())) {
      make(leg.key());
    }
    next.ifPresent(to -> {
      expect(to, leg);
      names.all(new QueueName(to.host(), to.id())).forEach(after -> settle(after.first().key()));
    });
  }

  private void expect(Leg.Next next, Leg from) {
    onward.expect(new QueueName(next.host(), next.id()), name(from.key()), next.at());
  }

  /// Our host that took it; a loop over the host's own address is itself.
  private Optional<String> relay(Handled seen) {
    return seen.relayAddress()
        .flatMap(address ->
            address.isLoopback()
                ? Optional.of(seen.key().host())
                : hosts.hostAt(address, seen.witness().at()));
  }

  private void beget(Begot seen) {
    Passage parent = findOrBegin(seen.key(), seen.witness());
    QueueName child = new QueueName(seen.key().host(), seen.child());
    onward.begot(child, name(seen.key()), seen.kinship(), seen.witness().at());
    current(child)
        .filter(made -> made.id() != parent.id())
        .ifPresent(made -> settle(made.first().key()));
  }

  /// Looks whether a leg that begins a passage belongs behind another one.
  private void settle(QueueKey key) {
    Passage passage = at(key);
    Leg leg = passage.first();
    if (!name(key).isOf(leg)) {
      return;
    }
    onward
        .parent(leg)
        .flatMap(parent -> current(parent.of()).map(before -> Map.entry(parent, before)))
        .filter(found -> found.getValue().id() != passage.id())
        .ifPresent(found -> adopt(found.getValue(), passage, found.getKey().kinship()));
    Passage now = at(key);
    if (now.first().equals(leg) && MAY_BE_HANDED_OVER.contains(now.origin())) {
      settleByHandOver(now);
    }
  }

  private void settleByHandOver(Passage passage) {
    Leg leg = passage.first();
    onward
        .handOver(leg)
        .flatMap(said -> names.at(said.from(), said.at()).filter(it -> agrees(it, said, leg)))
        .filter(before -> before.id() != passage.id())
        .ifPresentOrElse(
            before -> join(before, passage, Link.QUEUED_AS),
            () ->
                same.before(passage)
                    .map(open::get)
                    .filter(before -> before.id() != passage.id())
                    .ifPresent(before -> join(before, passage, Link.MESSAGE_ID)));
  }

  /// Whether the server that took it has seen it come from where the one before has sent it: from
  /// its host, or, where that one told whom it had it from (XCLIENT), from there. What had its id
  /// for long when the other one was told it has to be the same message by itself as well.
  private boolean agrees(Passage before, Onward.HandOver said, Leg leg) {
    Leg sent = before.legs().get(before.indexOf(said.from()));
    boolean cameFrom =
        leg.client()
            .filter(address ->
                host(address, leg).filter(said.from().host()::equals).isPresent()
                    || sent.client().equals(leg.client()))
            .isPresent();
    return cameFrom && (Onward.isNear(leg, said.at()) || isSame(sent, leg));
  }

  private static boolean isSame(Leg one, Leg other) {
    return one.messageId().isPresent()
        && one.messageId().equals(other.messageId())
        && one.sender().equals(other.sender());
  }

  private Optional<String> host(IpAddress address, Leg leg) {
    return address.isLoopback()
        ? Optional.of(leg.key().host())
        : hosts.hostAt(address, leg.key().since());
  }

  private void adopt(Passage parent, Passage child, LogEvent.Kinship kinship) {
    switch (kinship) {
      case AGAIN -> join(parent, child, Link.REQUEUED);
      case BOUNCE -> put(child.madeOf(parent.id(), Origin.BOUNCE));
      case BOUNCE_OR_REPLY ->
          put(
              child.madeOf(
                  parent.id(), parent.isWithoutTrouble() ? Origin.AUTOMATIC : Origin.BOUNCE));
      case FORWARD -> put(child.madeOf(parent.id(), Origin.FORWARDED));
    }
  }

  private void join(Passage before, Passage after, Link link) {
    names.forget(after);
    List<Leg> legs = new ArrayList<>(after.legs());
    legs.set(0, legs.getFirst().linked(link));
    open.remove(after.id());
    changed.remove(after.id());
    merged.add(new Merged(after.id(), before.id()));
    put(before.and(legs));
  }

  private Passage findOrBegin(QueueKey key, Witness witness) {
    return known(key, witness, false)
        .orElseGet(() -> begin(Leg.of(key, witness.at()), Origin.UNSEEN));
  }

  /// The passage of a key: of its id, if that meant this message then.
  private Optional<Passage> known(QueueKey key, Witness witness, boolean isLook) {
    return names
        .meant(key, witness.at(), isLook)
        .or(() -> before.passage(key).map(it -> open.getOrDefault(it.id(), it)));
  }

  /// The one that has a leg of this very key.
  private Passage at(QueueKey key) {
    return names.at(key).orElseThrow();
  }

  private Optional<Passage> current(QueueName name) {
    return names.newest(name);
  }

  private void put(Passage passage) {
    changed.add(passage.id());
    keep(passage);
  }

  private void keep(Passage passage) {
    open.put(passage.id(), passage);
    names.add(passage);
    same.note(passage);
    if (open.size() > most) {
      letGo++;
      forget(open.values().iterator().next());
    }
  }

  private void forget(Passage passage) {
    open.remove(passage.id());
    names.forget(passage);
    same.forget(passage);
  }

  private void stay(QueueKey key, Witness witness, Leg.Stay where) {
    Passage passage = findOrBegin(key, witness);
    int index = passage.indexOf(name(key));
    put(passage.with(index, passage.legs().get(index).now(where, witness.at())));
  }

  private static QueueName name(QueueKey key) {
    return new QueueName(key.host(), key.id());
  }
}
