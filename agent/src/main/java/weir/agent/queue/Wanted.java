package weir.agent.queue;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import weir.maillog.Entrance;
import weir.net.IpPrefix;
import weir.queue.QueueState;
import weir.queue.QueuedMessage;

/// Which messages are looked for: all that is said must hold.
///
/// @param ids of messages; empty for any
/// @param texts that all stand in it, in any case of letters, in its lines or in what they mean
/// @param rawOnly texts are looked for in the lines as they are
/// @param states empty for any
/// @param sender an address or a domain; the empty string is the null sender
/// @param recipient an open one: an address or a domain
/// @param login as the client wrote it, in any case of letters
/// @param uid of a local program
/// @param script a part of what its header says that sent it
/// @param client a network that it came from
/// @param notAfter it came then or before
/// @param notBefore it came then or after
/// @param owned whose it is, as somebody says who knows the customers
public record Wanted(
    Set<String> ids,
    List<String> texts,
    boolean rawOnly,
    Set<QueueState> states,
    Optional<String> sender,
    Optional<String> recipient,
    Optional<String> login,
    OptionalLong uid,
    Optional<String> script,
    Optional<IpPrefix> client,
    Optional<Instant> notAfter,
    Optional<Instant> notBefore,
    Optional<Predicate<QueuedMessage>> owned) {
  public static final Wanted ALL =
      new Wanted(
          Set.of(),
          List.of(),
          false,
          Set.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public Wanted {
    ids = Set.copyOf(ids);
    texts = List.copyOf(texts);
    states = Set.copyOf(states);
  }

  /// These messages and no others.
  public static Wanted of(Set<String> ids) {
    return new Wanted(
        ids,
        List.of(),
        false,
        ALL.states,
        ALL.sender,
        ALL.recipient,
        ALL.login,
        ALL.uid,
        ALL.script,
        ALL.client,
        ALL.notAfter,
        ALL.notBefore,
        ALL.owned);
  }

  /// Those of some messages that are held, and of which somebody says that they are meant.
  public static Wanted held(Set<String> ids, Predicate<QueuedMessage> meant) {
    return new Wanted(
        ids,
        ALL.texts,
        false,
        Set.of(QueueState.HELD),
        ALL.sender,
        ALL.recipient,
        ALL.login,
        ALL.uid,
        ALL.script,
        ALL.client,
        ALL.notAfter,
        ALL.notBefore,
        Optional.of(meant));
  }

  /// Messages that nobody holds yet, and of which somebody says that they are meant.
  public static Wanted notHeld(Predicate<QueuedMessage> meant) {
    return new Wanted(
        ALL.ids,
        ALL.texts,
        false,
        EnumSet.complementOf(EnumSet.of(QueueState.HELD)),
        ALL.sender,
        ALL.recipient,
        ALL.login,
        ALL.uid,
        ALL.script,
        ALL.client,
        ALL.notAfter,
        ALL.notBefore,
        Optional.of(meant));
  }

  /// Whether it says anything: what matches everything is deleted only by whoever says so.
  public boolean isEverything() {
    return equals(ALL);
  }

  /// Whether the envelope fits.
  boolean fits(QueuedMessage message) {
    return (states.isEmpty() || states.contains(message.state()))
        && sender
            .map(said -> message.sender().filter(it -> isAt(it, said)).isPresent())
            .orElse(true)
        && recipient
            .map(said -> message.open().stream().anyMatch(it -> isAt(it, said)))
            .orElse(true)
        && login
            .map(said -> loggedIn(message).filter(said::equalsIgnoreCase).isPresent())
            .orElse(true)
        && (uid.isEmpty() || message.by().filter(this::isUid).isPresent())
        && client
            .map(network -> message.by().filter(it -> isFrom(it, network)).isPresent())
            .orElse(true)
        && notAfter
            .map(at -> message.arrived().filter(it -> !it.isAfter(at)).isPresent())
            .orElse(true)
        && notBefore
            .map(at -> message.arrived().filter(it -> !it.isBefore(at)).isPresent())
            .orElse(true)
        && owned.map(is -> is.test(message)).orElse(true);
  }

  /// Whether the header's claim fits.
  boolean fits(List<String> scripts) {
    return script
        .map(said -> scripts.stream().anyMatch(it -> lower(it).contains(lower(said))))
        .orElse(true);
  }

  private static boolean isAt(String address, String said) {
    return said.isEmpty() || said.indexOf('@') >= 0
        ? address.equalsIgnoreCase(said)
        : lower(address).endsWith("@" + lower(said));
  }

  private static Optional<String> loggedIn(QueuedMessage message) {
    return message
        .by()
        .filter(Entrance.Client.class::isInstance)
        .flatMap(by -> ((Entrance.Client) by).login())
        .map(Entrance.Login::name);
  }

  private boolean isUid(Entrance by) {
    return by instanceof Entrance.Program program && program.uid().equals(uid);
  }

  private static boolean isFrom(Entrance by, IpPrefix network) {
    return by instanceof Entrance.Client client
        && client.address().filter(network::contains).isPresent();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
