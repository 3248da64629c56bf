package weir.observation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import weir.likeness.Likeness;
import weir.maillog.Entrance;
import weir.net.IpAddress;

/// A message's stay in the queue of one of our servers.
///
/// @param link how it is known to be the message of the leg before it
/// @param unheard only looks into the queue have told of it: of its coming no log has told yet
/// @param by how it came in, and as whom; empty for what the server made itself, and where nobody
///   has seen it come
/// @param writer who can have written that it came in so
/// @param sender a claim; the empty string is the null sender; empty where nobody has seen it
/// @param octets of the message
/// @param announced recipients that its envelope had, where a source told
/// @param messageId a claim
/// @param subject a claim, undecoded
/// @param alias another id of it
/// @param directory where the program was started that handed it in; a claim
/// @param script that made it, as the message says; a claim
/// @param maker the program that handed it in, as somebody else than the server saw it
/// @param received the topmost Received field that it had when it came; a claim
/// @param likeness by what it is known again in other ones; a claim
/// @param onward what servers of ours called it that it went to, as they answered; the first of
///   them
/// @param teller the source whose word the tally is; two that tell the same would count twice
/// @param tally what became of it
/// @param stay where it is now
/// @param last when anything was said of it last
public record Leg(
    QueueKey key,
    Link link,
    boolean unheard,
    Optional<Entrance> by,
    Writer writer,
    Optional<String> sender,
    OptionalLong octets,
    OptionalInt announced,
    Optional<String> messageId,
    Optional<String> subject,
    Optional<String> alias,
    Optional<String> directory,
    Optional<String> script,
    Optional<Maker> maker,
    Optional<String> received,
    Likeness likeness,
    List<Next> onward,
    Optional<String> teller,
    Tally tally,
    Stay stay,
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

  /// Where a message is.
  public enum Stay {
    QUEUED,
    HELD,
    GONE
  }

  /// One of which only its id is known.
  static Leg of(QueueKey key, Instant now) {
    return new Leg(
        key,
        Link.FIRST,
        false,
        Optional.empty(),
        Writer.ANY_USER,
        Optional.empty(),
        OptionalLong.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Likeness.NONE,
        List.of(),
        Optional.empty(),
        Tally.NONE,
        Stay.QUEUED,
        now);
  }

  /// The address that it came from, where it came from the network.
  public Optional<IpAddress> client() {
    return by.filter(Entrance.Client.class::isInstance)
        .map(Entrance.Client.class::cast)
        .flatMap(Entrance.Client::address);
  }

  /// Whether its server calls it so: by its id, or by another one that it gave it.
  public boolean isKnownAs(String host, String id) {
    return host.equals(key.host()) && (id.equals(key.id()) || alias.filter(id::equals).isPresent());
  }

  /// Recipients, as far as known: what the envelope had, or else those of whom something was said.
  public int recipients() {
    return announced.orElseGet(() -> Math.max(tally.done(), tally.deferrals() > 0 ? 1 : 0));
  }

  /// Recipients for whom it is still in the queue.
  public int waiting() {
    return stay == Stay.GONE ? 0 : Math.max(0, recipients() - tally.done());
  }

  /// What somebody else saw of it is added; what is known stays, unless any user of the host can
  /// have written it and this only the server.
  Leg and(Observation.Entered seen) {
    boolean surer = isSurer(seen);
    return new Leg(
        key,
        link,
        false,
        surer || tellsUid(seen) ? seen.by() : by,
        surer ? seen.witness().writer() : writer,
        surer ? Optional.of(seen.sender()) : sender.or(() -> Optional.of(seen.sender())),
        octets.isEmpty() || surer && seen.octets().isPresent() ? seen.octets() : octets,
        announced.isEmpty() || surer && seen.recipients().isPresent()
            ? seen.recipients()
            : announced,
        first(surer, seen.messageId(), messageId),
        first(surer, seen.subject(), subject),
        first(surer, seen.alias(), alias),
        first(surer, seen.directory(), directory),
        first(surer, seen.script(), script),
        maker,
        first(surer, seen.received(), received),
        likeness(surer, seen.likeness()),
        onward,
        teller,
        tally,
        stay,
        later(seen.witness().at()));
  }

  private boolean isSurer(Observation.Entered seen) {
    return seen.by().isPresent() && (by.isEmpty() || seen.witness().writer().compareTo(writer) > 0);
  }

  /// Exim's log names the user of a program, its queue file the uid as well.
  private boolean tellsUid(Observation.Entered seen) {
    return seen.witness().writer() == writer
        && by.orElse(null) instanceof Entrance.Program known
        && seen.by().orElse(null) instanceof Entrance.Program told
        && known.uid().isEmpty()
        && told.uid().isPresent()
        && known.user().isPresent()
        && known.user().equals(told.user());
  }

  private static Optional<String> first(
      boolean surer, Optional<String> said, Optional<String> known) {
    return surer ? said.or(() -> known) : known.or(() -> said);
  }

  private Likeness likeness(boolean surer, Likeness said) {
    Likeness first = surer ? said : likeness;
    Likeness second = surer ? likeness : said;
    return first.equals(Likeness.NONE) ? second : first;
  }

  /// A look into the queue has seen it there.
  Leg and(Observation.Lying lying) {
    return and(lying.seen()).unheard(unheard);
  }

  /// The first that is known of it is that it lies there.
  static Leg of(Observation.Lying lying) {
    Observation.Entered seen = lying.seen();
    return of(seen.key(), seen.witness().at()).and(seen).unheard(true);
  }

  /// That it was seen there once more is no news.
  boolean isAsBefore(Leg before) {
    return at(before.last).equals(before);
  }

  Leg and(Observation.Handled seen) {
    String source = seen.witness().source();
    if (teller.isPresent() && !teller.get().equals(source)) {
      return this;
    }
    Leg told = with(link, onward, tally.and(seen.result()), stay, later(seen.witness().at()));
    return told.toldBy(source);
  }

  Leg and(Next next) {
    if (onward.size() == MOST_ONWARD || onward.contains(next)) {
      return this;
    }
    List<Next> more = new ArrayList<>(onward);
    more.add(next);
    return with(link, more, tally, stay, last);
  }

  Leg linked(Link how) {
    return with(how, onward, tally, stay, last);
  }

  Leg now(Stay where, Instant at) {
    return with(link, onward, tally, where, later(at));
  }

  private Leg with(Link how, List<Next> nexts, Tally counts, Stay where, Instant at) {
    return new Leg(
        key, how, unheard, by, writer, sender, octets, announced, messageId, subject, alias,
        directory, script, maker, received, likeness, nexts, teller, counts, where, at);
  }

  private Leg at(Instant when) {
    return with(link, onward, tally, stay, when);
  }

  /// It is known who handed it in.
  Leg made(Maker program) {
    return new Leg(
        key,
        link,
        unheard,
        by,
        writer,
        sender,
        octets,
        announced,
        messageId,
        subject,
        alias,
        directory,
        script,
        Optional.of(program),
        received,
        likeness,
        onward,
        teller,
        tally,
        stay,
        last);
  }

  /// The script that made it, as somebody has seen, or else as the message says; a claim.
  public Optional<String> saidScript() {
    return maker.flatMap(Maker::script).or(() -> script);
  }

  /// The same, with its host called otherwise.
  Leg atHost(String host) {
    return new Leg(
        new QueueKey(host, key.id(), key.since()),
        link,
        unheard,
        by,
        writer,
        sender,
        octets,
        announced,
        messageId,
        subject,
        alias,
        directory,
        script,
        maker,
        received,
        likeness,
        onward,
        teller,
        tally,
        stay,
        last);
  }

  private Leg unheard(boolean is) {
    return new Leg(
        key, link, is, by, writer, sender, octets, announced, messageId, subject, alias, directory,
        script, maker, received, likeness, onward, teller, tally, stay, last);
  }

  private Leg toldBy(String source) {
    return new Leg(
        key,
        link,
        unheard,
        by,
        writer,
        sender,
        octets,
        announced,
        messageId,
        subject,
        alias,
        directory,
        script,
        maker,
        received,
        likeness,
        onward,
        Optional.of(source),
        tally,
        stay,
        last);
  }

  private Instant later(Instant at) {
    return at.isAfter(last) ? at : last;
  }
}
