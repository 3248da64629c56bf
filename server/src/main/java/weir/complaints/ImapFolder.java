package weir.complaints;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import weir.complaints.ImapConnection.Command;
import weir.imap.BodyTaker;
import weir.imap.ImapAnswer;
import weir.imap.ImapAnswer.Status;
import weir.imap.ImapWords;

/// A folder of an IMAP server, opened to take messages out of it (RFC 3501).
final class ImapFolder implements AutoCloseable {
  /// Until a message has come in full.
  static final Duration MESSAGE = Duration.ofMinutes(5);

  /// Servers may end an IDLE after half an hour (RFC 2177).
  private static final Duration LONGEST_IDLE = Duration.ofMinutes(28);

  private final ComplaintSettings.Imap settings;
  private final ImapConnection connection;
  private final Set<String> abilities = new HashSet<>();
  private Optional<String> validity = Optional.empty();
  private boolean isOpen;
  private boolean isOther;
  private boolean hasNews;
  private volatile boolean isWaiting;

  ImapFolder(ComplaintSettings.Imap settings, ScheduledExecutorService timer) {
    this.settings = settings;
    this.connection = new ImapConnection(settings.address(), timer);
  }

  /// Connects, logs in and opens the folder.
  ///
  /// @throws LoginRefused when name or password are not taken
  void open() throws IOException {
    connection.connect();
    if (settings.tls() == ComplaintSettings.Tls.IMPLICIT) {
      connection.encrypt(settings.trusted());
    }
    if (!(connection.greeting() instanceof ImapAnswer.Said said)
        || said.status() != Status.OK && said.status() != Status.PREAUTH) {
      throw new IOException("it is greeted by something that is no IMAP server");
    }
    if (settings.tls() == ComplaintSettings.Tls.STARTTLS) {
      // RFC 3501 section 6.2.1: a server that has logged us in already takes no STARTTLS, and
      // everything would be in the clear.
      if (said.status() == Status.PREAUTH) {
        throw new IOException("the server does not want STARTTLS: it says PREAUTH");
      }
      fine(plain("STARTTLS"), "STARTTLS");
      connection.encrypt(settings.trusted());
    }
    learn();
    if (said.status() != Status.PREAUTH) {
      new ImapLogin(settings, connection).logIn(abilities, this::learned);
      learn();
    }
    select();
  }

  /// What was known before TLS or the login does not count after it (RFC 3501 section 6.2.1).
  private void learn() throws IOException {
    abilities.clear();
    fine(plain("CAPABILITY"), "CAPABILITY");
  }

  private void select() throws IOException {
    String name = ImapWords.mailbox(settings.folder());
    ImapAnswer.Tagged answer = plain("SELECT " + name);
    fine(answer, "folder " + settings.folder());
    if (answer.code().equals(Optional.of("READ-ONLY"))) {
      throw new IOException(
          "folder %s may only be read: what is taken could not be marked"
              .formatted(settings.folder()));
    }
    isOpen = true;
  }

  /// The number by which UIDs of this folder hold; another one makes them those of others.
  Optional<String> validity() {
    return validity;
  }

  /// UIDs of messages to take.
  ImapAnswer.Found search() throws IOException {
    hasNews = false;
    boolean isSeenOnly = settings.afterwards() == ComplaintSettings.Afterwards.SEEN;
    Found found = new Found();
    fine(
        connection.ask(
            Command.of("UID SEARCH " + (isSeenOnly ? "UNSEEN " : "") + "UNDELETED"),
            answer -> {
              learned(answer);
              found.look(answer);
            },
            BodyTaker.NONE),
        "the search");
    sameFolder();
    return found.all == null ? new ImapAnswer.Found(List.of(), false) : found.all;
  }

  private static final class Found {
    private ImapAnswer.@Nullable Found all;

    private void look(ImapAnswer answer) {
      if (answer instanceof ImapAnswer.Found found) {
        all = found;
      }
    }
  }

  /// A message of the folder.
  sealed interface Fetched {
    record Whole(Arrived message) implements Fetched {}

    /// It was there when the folder was searched.
    record Gone() implements Fetched {}

    /// It stays where it is.
    record TooLarge(String why) implements Fetched {}

    /// The server did not give it out, this time.
    record Refused(String why) implements Fetched {}
  }

  /// Reads a message without marking it.
  Fetched fetch(long uid) throws IOException {
    ImapMessage size = new ImapMessage(uid, settings.largest());
    ImapAnswer.Tagged answer =
        connection.ask(
            Command.of("UID FETCH %d (UID RFC822.SIZE)".formatted(uid)),
            each -> {
              learned(each);
              size.look(each);
            },
            BodyTaker.NONE);
    if (answer.status() != Status.OK || !size.isThere() || size.isTooLarge()) {
      return size.result(answer);
    }
    ImapMessage whole = new ImapMessage(uid, settings.largest());
    answer =
        connection.ask(
            new Command(
                "fetching message " + uid,
                "UID FETCH %d (UID BODY.PEEK[])".formatted(uid),
                MESSAGE,
                null),
            each -> {
              learned(each);
              whole.look(each);
            },
            whole);
    sameFolder();
    return whole.result(answer);
  }

  /// Does with a message what is to be done after it was taken.
  void taken(long uid) throws IOException {
    switch (settings.afterwards()) {
      case SEEN -> store(uid, "\\Seen");
      case MOVE -> move(uid, settings.moveTo().orElseThrow());
      case DELETE -> delete(uid);
    }
    sameFolder();
  }

  private void store(long uid, String flags) throws IOException {
    fine(plain("UID STORE %d +FLAGS.SILENT (%s)".formatted(uid, flags)), "marking a message");
  }

  /// Only this message: EXPUNGE without UIDPLUS (RFC 4315) would delete those of others, too.
  private void delete(long uid) throws IOException {
    store(uid, "\\Seen \\Deleted");
    if (abilities.contains("UIDPLUS")) {
      fine(plain("UID EXPUNGE " + uid), "deleting a message");
    }
  }

  private void move(long uid, String folder) throws IOException {
    String name = ImapWords.mailbox(folder);
    boolean atOnce = abilities.contains("MOVE"); // RFC 6851
    String command = "UID %s %d %s".formatted(atOnce ? "MOVE" : "COPY", uid, name);
    ImapAnswer.Tagged answer = plain(command);
    if (answer.code().equals(Optional.of("TRYCREATE"))) {
      fine(plain("CREATE " + name), "making folder " + folder);
      answer = plain(command);
    }
    fine(answer, "moving a message to " + folder);
    if (!atOnce) {
      delete(uid);
    }
  }

  /// Waits until something is new, or the time is over.
  ///
  /// @return false where the server cannot tell
  boolean await(Duration time) throws IOException {
    if (!abilities.contains("IDLE")) {
      return false;
    }
    if (hasNews) {
      return true;
    }
    Duration longest = time.compareTo(LONGEST_IDLE) < 0 ? time : LONGEST_IDLE;
    isWaiting = true;
    try {
      ImapAnswer.Tagged answer =
          connection.idle(
              longest,
              each -> {
                learned(each);
                return hasNews;
              });
      sameFolder();
      return answer.status() == Status.OK;
    } finally {
      isWaiting = false;
    }
  }

  /// Whether an IDLE is open. Any thread may ask.
  boolean isWaiting() {
    return isWaiting;
  }

  private ImapAnswer.Tagged plain(String command) throws IOException {
    return connection.ask(Command.of(command), this::learned, BodyTaker.NONE);
  }

  private void learned(ImapAnswer answer) {
    switch (answer) {
      case ImapAnswer.Capabilities(Set<String> words) -> abilities.addAll(words);
      case ImapAnswer.Exists _ -> hasNews |= isOpen;
      case ImapAnswer.Said(Status _, Optional<String> code, String _)
          when code.filter(word -> word.startsWith("UIDVALIDITY ")).isPresent() -> {
        isOther |= isOpen && !code.equals(validity);
        validity = code;
      }
      default -> {}
    }
  }

  /// RFC 3501 section 2.3.1.1: after that our UIDs are about other messages.
  private void sameFolder() throws IOException {
    if (isOther) {
      throw new IOException("folder " + settings.folder() + " is another one now (UIDVALIDITY)");
    }
  }

  private static void fine(ImapAnswer.Tagged answer, String what) throws IOException {
    if (answer.status() != Status.OK) {
      throw new IOException("%s is refused: %s".formatted(what, answer.text()));
    }
  }

  /// Why `e` happened, for people.
  String cause(IOException e) {
    return connection.cause(e);
  }

  /// Ends whatever waits, from any thread.
  void abort() {
    connection.abort();
  }

  @Override
  public void close() {
    connection.leave();
  }
}
