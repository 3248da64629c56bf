package weir.observation;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import weir.likeness.Likeness;
import weir.maillog.Entrance;
import weir.net.IpAddress;

/// A message that comes into a queue, for tests: 900 octets for one recipient, from a sender, and
/// of all else nothing is known unless the test says so.
public final class Arrival {
  private final QueueKey key;
  private Witness witness;
  private Optional<Entrance> by = Optional.empty();
  private String sender = "a@web1";
  private int recipients = 1;
  private Optional<String> messageId = Optional.empty();
  private Optional<String> subject = Optional.empty();
  private Optional<String> alias = Optional.empty();
  private Optional<String> directory = Optional.empty();
  private Optional<String> script = Optional.empty();
  private Optional<String> received = Optional.empty();
  private Likeness likeness = Likeness.NONE;

  private Arrival(QueueKey key) {
    this.key = key;
    this.witness = log(key.host(), key.since());
  }

  /// As the host's log tells it at that moment.
  public static Arrival at(String host, String id, Instant at) {
    return of(new QueueKey(host, id, at));
  }

  /// As the host's log tells it at the moment of the key.
  public static Arrival of(QueueKey key) {
    return new Arrival(key);
  }

  /// A log of a host, which only its server writes.
  public static Witness log(String host, Instant at) {
    return new Witness("log", host, at, Writer.SERVER);
  }

  /// A local program of this user.
  public static Entrance program(long uid) {
    return new Entrance.Program(OptionalLong.of(uid), Optional.empty());
  }

  /// A client without a login, of which the address alone is known.
  public static Entrance client(String address) {
    return client(address, Optional.empty());
  }

  /// A client that has logged in, of which the address alone is known besides.
  public static Entrance client(String address, String login) {
    return client(address, Optional.of(new Entrance.Login("PLAIN", login)));
  }

  private static Entrance client(String address, Optional<Entrance.Login> login) {
    return new Entrance.Client(
        IpAddress.parse(address), OptionalInt.empty(), Optional.empty(), Optional.empty(), login);
  }

  /// Another one tells it, or at another time.
  public Arrival toldBy(Witness other) {
    witness = other;
    return this;
  }

  public Arrival by(@Nullable Entrance entrance) {
    by = Optional.ofNullable(entrance);
    return this;
  }

  public Arrival from(String address) {
    sender = address;
    return this;
  }

  public Arrival to(int howMany) {
    recipients = howMany;
    return this;
  }

  /// @param id empty for none
  public Arrival messageId(String id) {
    messageId = Optional.of(id).filter(text -> !text.isEmpty());
    return this;
  }

  /// @param text empty for none
  public Arrival subject(String text) {
    subject = Optional.of(text).filter(it -> !it.isEmpty());
    return this;
  }

  public Arrival alias(String id) {
    alias = Optional.of(id);
    return this;
  }

  public Arrival directory(@Nullable String path) {
    directory = Optional.ofNullable(path);
    return this;
  }

  public Arrival script(@Nullable String name) {
    script = Optional.ofNullable(name);
    return this;
  }

  public Arrival received(@Nullable String field) {
    received = Optional.ofNullable(field);
    return this;
  }

  public Arrival likeness(Likeness seen) {
    likeness = seen;
    return this;
  }

  /// The server that has it tells that it came.
  public Observation.Entered entered() {
    return new Observation.Entered(
        witness,
        key,
        by,
        sender,
        OptionalLong.of(900),
        OptionalInt.of(recipients),
        messageId,
        subject,
        alias,
        directory,
        script,
        received,
        likeness);
  }

  /// A look into the queue, at the witness's time, has found it there.
  public Observation.Lying lying() {
    return new Observation.Lying(entered());
  }
}
