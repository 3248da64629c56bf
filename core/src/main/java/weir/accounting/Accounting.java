package weir.accounting;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import weir.account.Directory;
import weir.attribution.Attribution;
import weir.likeness.Template;
import weir.meter.Answer;
import weir.meter.Metered;
import weir.meter.Nest;
import weir.meter.SubjectShape;
import weir.net.IpAddress;
import weir.observation.HostAddresses;
import weir.observation.Leg;
import weir.observation.Observation;
import weir.observation.Origin;
import weir.observation.Passage;
import weir.observation.Passages;

/// Keeps the books: tells of each message that somebody here authored once what it adds to whose
/// meters. Not thread-safe.
///
/// What is remembered is bounded: of a message that was forgotten nothing more is counted.
public final class Accounting {
  /// How long a message that came from a host of ours waits for what that host says of it.
  public static final Duration SETTLING = Duration.ofSeconds(10);

  /// Messages that are remembered.
  private static final int MOST = 100_000;

  private static final int SMTP = 25;

  /// What is remembered of recipients' servers while a message waits.
  private static final int MOST_WAITING = 1_000;

  private final HostAddresses hosts;
  private final Function<IpAddress, Optional<String>> countries;
  private final LinkedHashMap<Long, Booked> books = new LinkedHashMap<>();
  private final LinkedHashMap<Long, Booked> waiting = new LinkedHashMap<>();

  /// Messages that nobody here authored, as far as is known.
  private final LinkedHashSet<Long> passedOver = new LinkedHashSet<>();

  private final List<Metered> counted = new ArrayList<>();

  /// All up to this number have been told once.
  private long newest;

  /// @param countries which country an address is in, where somebody has said
  /// @param next number of the first passage that was never told; those before it are counted
  public Accounting(
      HostAddresses hosts, Function<IpAddress, Optional<String>> countries, long next) {
    this.hosts = hosts;
    this.countries = countries;
    this.newest = next - 1;
  }

  /// A message.
  private static final class Booked {
    final Instant at;
    final OptionalLong octets;
    final Nest nest;

    /// Until it is counted, and no longer: there are many, and a passage is large.
    @Nullable Passage passage;

    /// When it is counted, at the latest.
    final Instant due;

    int recipients;

    /// Of its text, once that is counted.
    @Nullable Template template;

    final List<Observation.Handled> said = new ArrayList<>();

    Booked(Passage passage, Nest nest, Instant due) {
      this.at = passage.since();
      this.octets = passage.first().coming().octets();
      this.passage = passage;
      this.nest = nest;
      this.due = due;
    }

    boolean isCounted() {
      return passage == null;
    }
  }

  /// A message that was told before this process began.
  public void resume(Passage passage, Attribution found) {
    if (passage.origin() == Origin.AUTHORED) {
      Booked booked = new Booked(passage, Nests.of(passage, found), Instant.EPOCH);
      booked.passage = null;
      booked.recipients = passage.first().recipients();
      booked.template = passage.likeness().template().orElse(null);
      books.put(passage.id(), booked);
    } else {
      passOver(passage.id());
    }
  }

  /// What has changed of messages.
  ///
  /// @param attributed whose each is
  /// @param now by a clock that only runs forward
  public void take(
      Passages.Changes changes, Function<Passage, Attribution> attributed, Instant now) {
    for (Passage passage : changes.updated()) {
      changed(passage, attributed, now);
    }
    Map<Long, Long> into = new HashMap<>();
    for (Passages.Merged merged : changes.merged()) {
      into.put(merged.id(), merged.into());
      merge(merged);
    }
    for (Passages.Said said : changes.said()) {
      long passage = said.passage();
      for (Long next = into.get(passage); next != null; next = into.get(passage)) {
        passage = next;
      }
      said(passage, said.seen());
    }
  }

  private void changed(Passage passage, Function<Passage, Attribution> attributed, Instant now) {
    Booked known = books.get(passage.id());
    if (passage.origin() != Origin.AUTHORED) {
      forget(passage.id());
      passOver(passage.id());
    } else if (known != null) {
      goOn(known, passage);
    } else if (passedOver.remove(passage.id()) || passage.id() > newest) {
      begin(passage, Nests.of(passage, attributed.apply(passage)), now);
    }
    newest = Math.max(newest, passage.id());
  }

  private void passOver(long id) {
    passedOver.add(id);
    if (passedOver.size() > MOST) {
      passedOver.removeFirst();
    }
  }

  private void begin(Passage passage, Nest nest, Instant now) {
    Booked booked = new Booked(passage, nest, now.plus(SETTLING));
    books.put(passage.id(), booked);
    if (isFromOurs(passage)) {
      waiting.put(passage.id(), booked);
    } else {
      count(booked);
    }
    if (books.size() > MOST) {
      waiting.remove(books.pollFirstEntry().getKey());
    }
  }

  /// A host of ours, or a filter on the same host, may have had it before.
  private boolean isFromOurs(Passage passage) {
    Leg first = passage.first();
    return first
        .client()
        .filter(address ->
            address.isLoopback() || hosts.hostAt(address, first.key().since()).isPresent())
        .isPresent();
  }

  private void goOn(Booked known, Passage passage) {
    if (!known.isCounted()) {
      known.passage = passage;
      return;
    }
    int more = passage.first().recipients() - known.recipients;
    if (more > 0) {
      known.recipients += more;
      counted.add(new Metered.More(known.at, known.nest, more));
    }
    if (known.template == null) {
      passage
          .likeness()
          .template()
          .ifPresent(template -> {
            known.template = template;
            counted.add(new Metered.Seen(known.at, known.nest, template));
          });
    }
  }

  /// What the books say of the one belongs to the other.
  private void merge(Passages.Merged merged) {
    Booked part = books.get(merged.id());
    forget(merged.id());
    passedOver.remove(merged.id());
    if (part != null) {
      part.said.forEach(each -> said(merged.into(), each));
    }
  }

  private void forget(long id) {
    waiting.remove(id);
    Booked known = books.remove(id);
    if (known != null && known.isCounted()) {
      counted.add(
          new Metered.TakenBack(
              known.at,
              known.nest,
              known.recipients,
              known.octets,
              Optional.ofNullable(known.template)));
    }
  }

  private void said(long passage, Observation.Handled seen) {
    Booked known = books.get(passage);
    if (known == null) {
      return;
    }
    if (known.isCounted()) {
      counted.add(answered(known, seen));
    } else if (known.said.size() < MOST_WAITING) {
      known.said.add(seen);
    }
  }

  private static Metered answered(Booked known, Observation.Handled seen) {
    return new Metered.Answered(
        seen.witness().at(),
        known.nest,
        seen.original().orElse(seen.recipient()),
        Answer.of(seen.result(), seen.text()));
  }

  /// Somebody did something that is about no message.
  public void did(Observation.Deed seen, Directory directory) {
    switch (seen) {
      case Observation.LoggedIn it -> loggedIn(it, directory);
      case Observation.Tried it -> tried(it, directory);
    }
  }

  /// At other ports than 25 a customer may hand his mail to a provider of his own, where nobody has
  /// shut them.
  private void tried(Observation.Tried seen, Directory directory) {
    if (!seen.isLet() || seen.port() == SMTP) {
      counted.add(new Metered.Tried(seen.witness().at(), Nests.of(seen, directory), seen.times()));
    }
  }

  private void loggedIn(Observation.LoggedIn seen, Directory directory) {
    Nest nest = Nests.of(seen, directory);
    if (!nest.equals(Nest.NONE)) {
      counted.add(
          new Metered.LoggedIn(
              seen.witness().at(),
              nest,
              seen.client().map(IpAddress::network),
              seen.client().flatMap(countries),
              seen.succeeded(),
              seen.times()));
    }
  }

  /// Number of the first message that was never told.
  public long next() {
    return newest + 1;
  }

  /// What counts since this was asked last, in order.
  public List<Metered> counted(Instant now) {
    for (Iterator<Booked> all = waiting.values().iterator(); all.hasNext(); ) {
      Booked each = all.next();
      if (each.due.isAfter(now)) {
        break; // They came in order.
      }
      all.remove();
      count(each);
    }
    List<Metered> all = List.copyOf(counted);
    counted.clear();
    return all;
  }

  private void count(Booked booked) {
    Passage passage = booked.passage;
    if (passage == null) {
      return;
    }
    Leg first = passage.first();
    booked.passage = null;
    booked.recipients = first.recipients();
    booked.template = passage.likeness().template().orElse(null);
    Optional<IpAddress> client = first.client().filter(it -> booked.nest.login().isPresent());
    counted.add(
        new Metered.Sent(
            booked.at,
            booked.nest,
            booked.recipients,
            first.coming().octets(),
            first.sender().filter(it -> !it.isEmpty()),
            first.subject().map(SubjectShape::of),
            client.map(IpAddress::network),
            client.flatMap(countries),
            Optional.ofNullable(booked.template)));
    booked.said.forEach(each -> counted.add(answered(booked, each)));
    booked.said.clear();
  }
}
