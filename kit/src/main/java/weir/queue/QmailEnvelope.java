package weir.queue;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.mail.ReceivedField;
import weir.maillog.Entrance;

/// What qmail's files say of a message: `todo/N` until it is preprocessed, then `info`, `local` and
/// `remote`. Then the uid stands in the topmost Received field only.
final class QmailEnvelope {
  /// qmail-queue writes this on top of everything.
  private static final Pattern INVOKED =
      Pattern.compile("\\(qmail \\d{1,10} invoked by uid (\\d{1,10})\\);.*", Pattern.DOTALL);

  private static final Pattern NETWORK =
      Pattern.compile("\\(qmail \\d{1,10} invoked from network\\);.*", Pattern.DOTALL);

  private final Recipients open = new Recipients();
  private final Recipients done = new Recipients();
  private OptionalLong uid = OptionalLong.empty();
  private Optional<String> sender = Optional.empty();

  /// Adds what a file says; one that is not there says nothing.
  ///
  /// @return whether it was there
  boolean add(Path file) throws IOException, BrokenFile {
    try (FileWindow octets = FileWindow.open(file)) {
      add(octets);
      return true;
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  void add(FileWindow file) throws IOException, BrokenFile {
    QmailFields.read(file, this::take);
  }

  private void take(char letter, String text) {
    switch (letter) {
      case 'u' -> uid = number(text);
      case 'F' -> sender = Optional.of(text);
      case 'T' -> open.add(text);
      case 'D' -> done.add(text);
      default -> {}
    }
  }

  private static OptionalLong number(String text) {
    try {
      return OptionalLong.of(Integer.toUnsignedLong(Integer.parseUnsignedInt(text)));
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }

  boolean hasSender() {
    return sender.isPresent();
  }

  Recipients open() {
    return open;
  }

  Recipients done() {
    return done;
  }

  Optional<String> sender() {
    return sender;
  }

  /// How it came: a program of a uid, or the network, from where the field below says that
  /// qmail-smtpd wrote. Of the network, `todo` knows only the uid of qmail-smtpd.
  Optional<Entrance> by(QueuedContent content) throws IOException {
    var received = TopReceived.of(content);
    if (received.isEmpty()) {
      return uid.isPresent() ? Optional.of(program(uid.getAsLong())) : Optional.empty();
    }
    Matcher invoked = INVOKED.matcher(received.getFirst());
    if (invoked.matches()) {
      return Optional.of(program(Long.parseLong(invoked.group(1))));
    }
    if (!NETWORK.matcher(received.getFirst()).matches() || received.size() < 2) {
      return Optional.empty();
    }
    return ReceivedField.read(received.get(1)) instanceof ReceivedField.From(var address)
        ? Optional.of(
            new Entrance.Client(
                Optional.of(address),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()))
        : Optional.empty();
  }

  private static Entrance program(long uid) {
    return new Entrance.Program(OptionalLong.of(uid), Optional.empty());
  }
}
