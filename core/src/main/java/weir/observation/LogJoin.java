package weir.observation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.maillog.Entrance;
import weir.maillog.LogEvent;
import weir.maillog.LogLine;
import weir.maillog.LogRead;

/// Joins the lines of one mail server's log to messages, by the ids that the server gives.
///
/// An id means a message from its arrival to its removal, so an arrival under an id that is still
/// open is another message: the line that ended the first one was lost. What is open is bounded in
/// number and in age; what is evicted is counted. Not thread-safe: a log is read by one thread.
public final class LogJoin {
  /// Programs of which the log told that they were started and not yet what they handed in.
  static final int PROGRAMS = 1_000;

  private final String source;
  private final String host;
  private final int most;
  private final Duration keep;
  private final LinkedHashMap<String, OpenMessage> open = new LinkedHashMap<>();
  private final Map<Long, LogEvent.Attempt> attempts;
  private final Map<Long, String> programs = new Bounded<>(PROGRAMS);
  private long evicted;

  /// @param source name of the source that is put into each observation
  /// @param host the provider's name for the host of which the log is
  /// @param most open messages that are kept; beyond it the oldest is evicted
  /// @param keep how long a message may be open: longer than servers keep a message in their queue
  public LogJoin(String source, String host, int most, Duration keep) {
    this.source = source;
    this.host = host;
    this.most = most;
    this.keep = keep;
    this.attempts = new Bounded<>(most);
  }

  /// Takes up what was open when the process before us stopped.
  public void resume(OpenLog before) {
    before.messages().forEach(message -> open.put(message.id(), message));
    before.attempts().forEach(attempt -> attempts.put(attempt.number(), attempt));
    programs.putAll(before.programs());
  }

  /// What is open, for whoever keeps it on disk.
  public OpenLog open() {
    return new OpenLog(List.copyOf(open.values()), List.copyOf(attempts.values()), programs);
  }

  /// How many messages are open.
  public int size() {
    return open.size();
  }

  /// How many messages were evicted before their end was seen.
  public long evicted() {
    return evicted;
  }

  /// What a line adds.
  ///
  /// @param writer who can have written the line
  public List<Observation> read(LogLine line, LogRead.Told told, Writer writer) {
    List<Observation> seen = new ArrayList<>();
    Witness witness = new Witness(source, host, line.time(), writer);
    for (LogEvent event : told.events()) {
      take(event, witness, line.times(), seen);
    }
    startedIn(line, told).ifPresent(event -> note(event, witness));
    for (LogEvent event : told.events()) {
      if (event instanceof LogEvent.Envelope envelope && isWhole(envelope, told)) {
        tell(envelope, witness, seen);
      }
    }
    return seen;
  }

  /// Forgets what is open for too long.
  public void expire(Instant now) {
    Iterator<OpenMessage> oldest = open.values().iterator();
    while (oldest.hasNext() && oldest.next().since().plus(keep).isBefore(now)) {
      oldest.remove();
      evicted++;
    }
  }

  /// A program that hands in a message is told before the message has an id, and by the process
  /// only: the one that then takes the message.
  private Optional<LogEvent.StartedIn> startedIn(LogLine line, LogRead.Told told) {
    for (LogEvent event : told.events()) {
      if (event instanceof LogEvent.Invocation it && it.pid().isPresent()) {
        programs.put(it.pid().getAsLong(), it.directory());
      }
      if (event instanceof LogEvent.Arrival(String id, Entrance.Program _)
          && line.pid().isPresent()) {
        return Optional.ofNullable(programs.remove(line.pid().getAsLong()))
            .map(directory -> new LogEvent.StartedIn(id, directory));
      }
    }
    return Optional.empty();
  }

  private void take(LogEvent event, Witness witness, int times, List<Observation> seen) {
    switch (event) {
      case LogEvent.Arrival arrival -> arrive(arrival, witness);
      case LogEvent.Envelope it -> note(it, witness);
      case LogEvent.Named it -> note(it, witness);
      case LogEvent.Titled it -> note(it, witness);
      case LogEvent.Scripted it -> note(it, witness);
      case LogEvent.Alias it -> note(it, witness);
      case LogEvent.StartedIn it -> note(it, witness);
      case LogEvent.Delivery it -> seen.add(handled(it, witness));
      // Numbers are used again at once, so one whose end was lost is replaced by the next.
      case LogEvent.Attempt it -> attempts.put(it.number(), it);
      case LogEvent.AttemptEnd it -> ended(it, witness).ifPresent(seen::add);
      case LogEvent.Offspring it ->
          seen.add(new Observation.Begot(witness, key(it.id(), witness), it.child(), it.kinship()));
      case LogEvent.Expired it -> seen.add(new Observation.Expired(witness, key(it.id(), witness)));
      case LogEvent.Held it -> seen.add(new Observation.Held(witness, key(it.id(), witness)));
      case LogEvent.Released it ->
          seen.add(new Observation.Released(witness, key(it.id(), witness)));
      case LogEvent.Removal it -> {
        seen.add(new Observation.Ended(witness, key(it.id(), witness)));
        open.remove(it.id());
      }
      case LogEvent.LoginAttempt it ->
          seen.add(
              new Observation.LoggedIn(
                  witness, it.service(), it.login(), it.client(), it.succeeded(), times));
      case LogEvent.Refusal it ->
          seen.add(
              new Observation.Refused(
                  witness,
                  it.stage(),
                  it.client(),
                  it.sender(),
                  it.recipient(),
                  it.reply(),
                  times));
      case LogEvent.Invocation it ->
          seen.add(new Observation.Invoked(witness, it.pid(), it.directory(), it.arguments()));
      case LogEvent.ScriptMail it -> seen.add(mailed(it, witness));
    }
  }

  /// PHP writes as whoever the script runs as, into its own file as well.
  private static Observation mailed(LogEvent.ScriptMail it, Witness witness) {
    Writer most = witness.writer() == Writer.SERVER ? Writer.ANY_USER : witness.writer();
    return new Observation.Mailed(
        new Witness(witness.source(), witness.host(), witness.at(), most),
        it.script(),
        it.line(),
        it.recipients(),
        it.messageId(),
        it.subject());
  }

  /// An id that is still open means another message now: the line that ended the first one is lost.
  private void arrive(LogEvent.Arrival arrival, Witness witness) {
    OpenMessage before = open.get(arrival.id());
    if (before != null && before.hasArrived()) {
      open.remove(arrival.id());
      evicted++;
    }
    note(arrival, witness);
  }

  private void note(LogEvent.OfMessage event, Witness witness) {
    OpenMessage before = open.get(event.id());
    OpenMessage message = before == null ? OpenMessage.first(event.id(), witness.at()) : before;
    open.put(event.id(), message.and(event));
    if (open.size() > most) {
      Iterator<String> oldest = open.keySet().iterator();
      oldest.next();
      oldest.remove();
      evicted++;
    }
  }

  /// Whether nothing more will be said of a message before a delivery: the size comes last, or with
  /// all the rest in the line that says which client it came from, where it may be missing.
  private static boolean isWhole(LogEvent.Envelope envelope, LogRead.Told told) {
    return envelope.octets().isPresent()
        || told.events().stream()
            .anyMatch(event ->
                event instanceof LogEvent.Arrival(String _, Entrance by)
                    && by instanceof Entrance.Client);
  }

  /// Says once that a message is in the queue.
  private void tell(LogEvent.Envelope envelope, Witness witness, List<Observation> seen) {
    OpenMessage message = open.get(envelope.id());
    if (message == null || message.told() || envelope.sender().isEmpty()) {
      return;
    }
    open.put(envelope.id(), message.asTold());
    seen.add(
        new Observation.Entered(
            witness,
            new QueueKey(host, message.id(), message.since()),
            message.said(LogEvent.Arrival.class).map(LogEvent.Arrival::by),
            envelope.sender().get(),
            envelope.octets(),
            envelope.recipientCount(),
            message.said(LogEvent.Named.class).map(LogEvent.Named::messageId),
            message.said(LogEvent.Titled.class).map(LogEvent.Titled::subject),
            message.said(LogEvent.Alias.class).map(LogEvent.Alias::other),
            message.said(LogEvent.StartedIn.class).map(LogEvent.StartedIn::directory),
            message.said(LogEvent.Scripted.class).map(LogEvent.Scripted::script),
            Optional.empty()));
  }

  /// A message whose arrival was not seen is known since now.
  private QueueKey key(String id, Witness witness) {
    OpenMessage message = open.get(id);
    return new QueueKey(host, id, message == null ? witness.at() : message.since());
  }

  private Observation handled(LogEvent.Delivery it, Witness witness) {
    return new Observation.Handled(
        witness,
        key(it.id(), witness),
        it.recipient(),
        it.original(),
        it.result(),
        it.relay(),
        it.relayAddress(),
        it.text(),
        it.next());
  }

  /// What a program of a recipient's on this host says is no word of any server's.
  private Optional<Observation> ended(LogEvent.AttemptEnd it, Witness witness) {
    return Optional.ofNullable(attempts.remove(it.number()))
        .map(attempt ->
            new Observation.Handled(
                witness,
                key(attempt.id(), witness),
                attempt.recipient(),
                Optional.empty(),
                it.result(),
                Optional.empty(),
                attempt.isRemote() ? it.relayAddress() : Optional.empty(),
                it.text(),
                attempt.isRemote() ? it.next() : Optional.empty()));
  }
}
