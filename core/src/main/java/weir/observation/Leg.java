package weir.observation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.likeness.Likeness;
import weir.maillog.Entrance;
import weir.net.IpAddress;

/// A message's stay in the queue of one of our servers.
///
/// @param link how it is known to be the message of the leg before it
/// @param unheard only looks into the queue have told of it: of its coming no log has told yet
/// @param coming how it came, and what was seen of it then
/// @param maker the program that handed it in, as somebody else than the server saw it
/// @param onward what servers of ours called it that it went to, as they answered; the first of
///   them
/// @param fate what became of it
/// @param last when anything was said of it last
public record Leg(
    QueueKey key,
    Link link,
    boolean unheard,
    Coming coming,
    Optional<Maker> maker,
    List<Next> onward,
    Fate fate,
    Instant last) {

  /// Ids of next servers that are kept: a server hands one message on for each group of recipients.
  static final int MOST_ONWARD = 20;

  public Leg {
    onward = List.copyOf(onward);
  }

  /// What another server calls it.
  ///
  /// @param at when it said so
  public record Next(String host, String id, Instant at) {}

  /// What became of it, recipient by recipient, and where it is now.
  ///
  /// @param teller the source whose word the tally is; two that tell the same would count twice
  public record Fate(Optional<String> teller, Tally tally, Stay stay) {
    static final Fate NONE = new Fate(Optional.empty(), Tally.NONE, Stay.QUEUED);

    Fate and(Observation.Handled seen) {
      return new Fate(Optional.of(seen.witness().source()), tally.and(seen.result()), stay);
    }

    Fate now(Stay where) {
      return new Fate(teller, tally, where);
    }
  }

  /// Where a message is.
  public enum Stay {
    QUEUED,
    HELD,
    GONE
  }

  /// One of which only its id is known.
  static Leg of(QueueKey key, Instant now) {
    return new Leg(
        key, Link.FIRST, false, Coming.UNSEEN, Optional.empty(), List.of(), Fate.NONE, now);
  }

  /// The first that is known of it is that it lies there.
  static Leg of(Observation.Lying lying) {
    Observation.Entered seen = lying.seen();
    return of(seen.key(), seen.witness().at()).and(seen).unheard(true);
  }

  /// How it came in, and as whom: [Coming#by].
  public Optional<Entrance> by() {
    return coming.by();
  }

  /// A claim: [Coming#sender].
  public Optional<String> sender() {
    return coming.sender();
  }

  /// A claim: [Coming#messageId].
  public Optional<String> messageId() {
    return coming.messageId();
  }

  /// A claim, undecoded.
  public Optional<String> subject() {
    return coming.subject();
  }

  /// A claim.
  public Likeness likeness() {
    return coming.likeness();
  }

  public Tally tally() {
    return fate.tally();
  }

  public Stay stay() {
    return fate.stay();
  }

  /// The address that it came from, where it came from the network.
  public Optional<IpAddress> client() {
    return by().filter(Entrance.Client.class::isInstance)
        .map(Entrance.Client.class::cast)
        .flatMap(Entrance.Client::address);
  }

  /// The script that made it, as somebody has seen, or else as the message says; a claim.
  public Optional<String> saidScript() {
    return maker.flatMap(Maker::script).or(coming::script);
  }

  /// Whether its server calls it so: by its id, or by another one that it gave it.
  public boolean isKnownAs(String host, String id) {
    return host.equals(key.host())
        && (id.equals(key.id()) || coming.alias().filter(id::equals).isPresent());
  }

  /// Recipients, as far as known: what the envelope had, or else those of whom something was said.
  public int recipients() {
    return coming
        .announced()
        .orElseGet(() -> Math.max(tally().done(), tally().deferrals() > 0 ? 1 : 0));
  }

  /// Recipients for whom it is still in the queue.
  public int waiting() {
    return stay() == Stay.GONE ? 0 : Math.max(0, recipients() - tally().done());
  }

  /// What somebody else saw of its coming is added.
  Leg and(Observation.Entered seen) {
    Instant at = later(seen.witness().at());
    return new Leg(key, link, false, coming.and(seen), maker, onward, fate, at);
  }

  /// A look into the queue has seen it there.
  Leg and(Observation.Lying lying) {
    return and(lying.seen()).unheard(unheard);
  }

  /// What another source tells than the first is not counted.
  Leg and(Observation.Handled seen) {
    if (!seen.witness().source().equals(fate.teller().orElse(seen.witness().source()))) {
      return this;
    }
    return became(fate.and(seen), seen.witness().at());
  }

  Leg and(Next next) {
    if (onward.size() == MOST_ONWARD || onward.contains(next)) {
      return this;
    }
    List<Next> more = new ArrayList<>(onward);
    more.add(next);
    return new Leg(key, link, unheard, coming, maker, more, fate, last);
  }

  Leg now(Stay where, Instant at) {
    return became(fate.now(where), at);
  }

  private Leg became(Fate now, Instant at) {
    return new Leg(key, link, unheard, coming, maker, onward, now, later(at));
  }

  /// That it was seen there once more is no news.
  boolean isAsBefore(Leg before) {
    return new Leg(key, link, unheard, coming, maker, onward, fate, before.last).equals(before);
  }

  Leg linked(Link how) {
    return new Leg(key, how, unheard, coming, maker, onward, fate, last);
  }

  /// It is known who handed it in.
  Leg made(Maker program) {
    return new Leg(key, link, unheard, coming, Optional.of(program), onward, fate, last);
  }

  /// The same, with its host called otherwise.
  Leg atHost(String host) {
    QueueKey there = new QueueKey(host, key.id(), key.since());
    return new Leg(there, link, unheard, coming, maker, onward, fate, last);
  }

  private Leg unheard(boolean is) {
    return new Leg(key, link, is, coming, maker, onward, fate, last);
  }

  private Instant later(Instant at) {
    return at.isAfter(last) ? at : last;
  }
}
