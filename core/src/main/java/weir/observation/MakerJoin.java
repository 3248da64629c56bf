package weir.observation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import weir.maillog.Entrance;
import weir.net.IpAddress;
import weir.observation.Observation.Connected;
import weir.observation.Observation.Mailed;
import weir.observation.Observation.Submitted;
import weir.observation.Observation.Vouched;

/// Finds the program that made a message: by the token that our agent gave it, by the connection
/// that it came from, by PHP's word of a call of `mail()`, or by who executed sendmail. Whichever
/// is told first waits for the other.
///
/// A connection is one process's, and so are all messages that come by it. A call makes one message
/// and is used for one. Calls of different scripts that fit a message equally tell nothing of it.
/// PHP's word is nearer than that of who executed sendmail, who may run many scripts.
///
/// Not thread-safe, and bounded: what waits for longest is forgotten first. A restart forgets what
/// waits.
final class MakerJoin {
  /// Two hosts' clocks are this far apart at most.
  static final Duration CLOCKS = Duration.ofSeconds(2);

  /// A client hands all of its messages in within this time from its connection's first packet.
  static final Duration SESSION = Duration.ofMinutes(10);

  /// A mail server takes up what its program was given within this time.
  static final Duration PICKED_UP = Duration.ofSeconds(30);

  /// Calls, and messages, of one host that wait.
  static final int MOST_OF_HOST = 1_000;

  /// Hosts of which something waits.
  static final int MOST_HOSTS = 1_000;

  /// Connections that wait, and those that messages came from.
  static final int MOST_CONNECTIONS = 50_000;

  /// Tokens that wait, and messages that wait for the word about theirs.
  static final int MOST_TOKENS = 100_000;

  /// Messages of one connection that wait, and recipients of one message.
  static final int MOST_OF_ONE = 50;

  /// The client's end of a connection.
  private record End(IpAddress address, int port) {}

  /// What a host's calls and local messages wait for.
  private static final class Local {
    final Deque<Mailed> calls = new ArrayDeque<>();
    final Deque<Submitted> executed = new ArrayDeque<>();
    final Map<QueueKey, Set<String>> recipients = new Bounded<>(MOST_OF_HOST);
  }

  private final Map<String, Local> locals = new Bounded<>(MOST_HOSTS);
  private final Map<End, Connected> connections = new Bounded<>(MOST_CONNECTIONS);
  private final Map<End, List<QueueKey>> messages = new Bounded<>(MOST_CONNECTIONS);
  private final Map<String, Submitted> tokens = new Bounded<>(MOST_TOKENS);
  private final Map<String, QueueKey> vouched = new Bounded<>(MOST_TOKENS);

  /// A script called `mail()`.
  ///
  /// @return messages that it may have made
  List<QueueKey> take(Mailed seen) {
    Local local = local(seen.witness().host());
    add(local.calls, seen);
    return around(local, seen.witness().at());
  }

  private static <T> void add(Deque<T> to, T seen) {
    if (to.size() == MOST_OF_HOST) {
      to.removeFirst();
    }
    to.add(seen);
  }

  private static List<QueueKey> around(Local local, Instant at) {
    return local.recipients.keySet().stream().filter(key -> isPickedUp(at, key)).toList();
  }

  /// A process began a connection. What a mail server sends on, its own log tells of.
  ///
  /// @return messages that came by it
  List<QueueKey> take(Connected seen) {
    End end = new End(seen.from(), seen.port());
    connections.remove(end); // so that it is the newest in the order of the map, too
    if (seen.isMailServer()) {
      return List.of();
    }
    connections.put(end, seen);
    return messages.getOrDefault(end, List.of());
  }

  /// An agent has seen who handed a message in.
  ///
  /// @return messages that it may have been
  List<QueueKey> take(Submitted seen) {
    if (seen.token().isEmpty()) {
      Local local = local(seen.witness().host());
      add(local.executed, seen);
      return around(local, seen.witness().at());
    }
    tokens.put(seen.token().get(), seen);
    return Optional.ofNullable(vouched.get(seen.token().get())).stream().toList();
  }

  /// A message came with a token. Who copies one of somebody else's has it twice: the first counts.
  Optional<Maker> take(Vouched seen) {
    vouched.putIfAbsent(seen.token(), seen.key());
    return byToken(seen.token(), seen.key());
  }

  /// Who has the token that a message came with.
  Optional<Maker> byToken(String token, QueueKey key) {
    return Optional.ofNullable(tokens.get(token))
        .filter(_ -> key.equals(vouched.get(token)))
        .map(seen -> maker(Maker.By.TOKEN, seen));
  }

  private static Maker maker(Maker.By by, Submitted seen) {
    return new Maker(
        by,
        seen.witness().host(),
        seen.witness().at(),
        OptionalLong.of(seen.uid()),
        seen.script(),
        OptionalInt.empty(),
        seen.witness().writer());
  }

  /// A recipient of a message is known.
  ///
  /// @return whether that message waits for a call
  boolean recipient(QueueKey key, String recipient) {
    Local local = locals.get(key.host());
    Set<String> known = local == null ? null : local.recipients.get(key);
    if (known != null && known.size() < MOST_OF_ONE) {
      known.add(recipient.toLowerCase(Locale.ROOT));
    }
    return known != null;
  }

  /// Who made a message, as far as it was told; without an answer, the message waits.
  Optional<Maker> of(Leg leg) {
    return switch (leg.by().orElse(null)) {
      case Entrance.Program program -> byCall(leg).or(() -> byExec(leg, program));
      case Entrance.Client client -> byConnection(leg, client);
      case null -> Optional.empty();
    };
  }

  private Optional<Maker> byConnection(Leg leg, Entrance.Client client) {
    if (client.address().isEmpty() || client.port().isEmpty()) {
      return Optional.empty();
    }
    End end = new End(client.address().get(), client.port().getAsInt());
    Optional<Maker> maker =
        Optional.ofNullable(connections.get(end))
            .filter(seen -> isOf(seen, leg.key().since()))
            .map(MakerJoin::maker);
    if (maker.isEmpty()) {
      List<QueueKey> waiting = messages.computeIfAbsent(end, _ -> new ArrayList<>());
      if (waiting.size() < MOST_OF_ONE && !waiting.contains(leg.key())) {
        waiting.add(leg.key());
      }
    }
    return maker;
  }

  private static boolean isOf(Connected seen, Instant came) {
    Instant at = seen.witness().at();
    return !at.isAfter(came.plus(CLOCKS)) && !at.plus(SESSION).isBefore(came);
  }

  private static Maker maker(Connected seen) {
    Witness witness = seen.witness();
    return new Maker(
        Maker.By.SOCKET,
        witness.host(),
        witness.at(),
        seen.uid(),
        seen.script(),
        OptionalInt.empty(),
        witness.writer());
  }

  private Optional<Maker> byCall(Leg leg) {
    Local local = local(leg.key().host());
    Set<String> recipients = local.recipients.computeIfAbsent(leg.key(), _ -> new HashSet<>());
    List<Mailed> fitting =
        local.calls.stream()
            .filter(
                call -> isPickedUp(call.witness().at(), leg.key()) && isSame(call, leg, recipients))
            .toList();
    if (fitting.stream().map(Mailed::script).distinct().count() != 1) {
      return Optional.empty();
    }
    Mailed call = fitting.getFirst();
    local.calls.remove(call);
    local.recipients.remove(leg.key());
    Witness witness = call.witness();
    return Optional.of(
        new Maker(
            Maker.By.PHP_LOG,
            witness.host(),
            witness.at(),
            OptionalLong.empty(),
            Optional.of(call.script()),
            OptionalInt.of(call.line()),
            witness.writer()));
  }

  /// By the user, who is the kernel's word on both sides, and the time. A message goes on waiting
  /// for a call.
  private Optional<Maker> byExec(Leg leg, Entrance.Program program) {
    if (leg.maker().isPresent() || program.uid().isEmpty()) {
      return Optional.empty();
    }
    Deque<Submitted> executed = local(leg.key().host()).executed;
    List<Submitted> fitting =
        executed.stream()
            .filter(seen ->
                seen.uid() == program.uid().getAsLong()
                    && seen.script().isPresent()
                    && isPickedUp(seen.witness().at(), leg.key()))
            .toList();
    if (fitting.stream().map(Submitted::script).distinct().count() != 1) {
      return Optional.empty();
    }
    executed.remove(fitting.getFirst());
    return Optional.of(maker(Maker.By.SENDMAIL, fitting.getFirst()));
  }

  /// PHP writes whole seconds, and writes before it starts the mail server's program.
  private static boolean isPickedUp(Instant at, QueueKey key) {
    return !key.since().plusSeconds(1).isBefore(at) && !key.since().isAfter(at.plus(PICKED_UP));
  }

  private static boolean isSame(Mailed call, Leg leg, Set<String> recipients) {
    if (call.messageId().isPresent() && leg.messageId().isPresent()) {
      return call.messageId().equals(leg.messageId());
    }
    boolean isNamed = leg.coming().script().filter(said -> isFile(call.script(), said)).isPresent();
    if (leg.coming().script().isPresent() && !isNamed) {
      return false;
    }
    return call.recipients().stream()
            .anyMatch(to -> recipients.contains(to.toLowerCase(Locale.ROOT)))
        || (isNamed && call.subject().isPresent() && call.subject().equals(leg.subject()));
  }

  /// `X-PHP-Originating-Script` names the file as `UID:NAME`, without its folder.
  private static boolean isFile(String script, String said) {
    String name = script.substring(script.lastIndexOf('/') + 1);
    String told = said.substring(said.indexOf(':') + 1);
    return told.equals(name) || told.startsWith(name + "(");
  }

  private Local local(String host) {
    return locals.computeIfAbsent(host, _ -> new Local());
  }
}
