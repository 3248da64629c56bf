package weir.complaints;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import weir.config.Endpoint;
import weir.imap.BodyTaker;
import weir.imap.ImapAnswer;
import weir.imap.ImapNonsense;
import weir.imap.ImapReader;

/// A connection to an IMAP server, one command at a time. Each wait stands under a deadline with a
/// name: at its end the socket is closed, which wakes reads and writes alike.
///
/// Used by one thread; only [#abort] may be called from others.
final class ImapConnection implements AutoCloseable {
  /// Until the server has taken the connection, and until the handshake is over.
  static final Duration CONNECT = Duration.ofSeconds(30);

  /// Until a command is answered in full.
  static final Duration ANSWER = Duration.ofMinutes(1);

  private final Socket raw = new Socket();
  private final ScheduledExecutorService timer;
  private final Endpoint at;
  private Socket wire = raw;
  private @Nullable ImapReader reader;
  private int commands;
  private String doing = "connecting";
  private Duration allowed = CONNECT;
  private @Nullable ScheduledFuture<?> deadline;
  private volatile boolean expired;

  ImapConnection(Endpoint at, ScheduledExecutorService timer) {
    this.at = at;
    this.timer = timer;
  }

  void connect() throws IOException {
    within(CONNECT, "connecting to " + at);
    raw.setTcpNoDelay(true);
    raw.connect(new InetSocketAddress(at.host(), at.port()));
    reader = new ImapReader(raw.getInputStream());
  }

  /// From here on everything goes through TLS. What came in the clear behind the answer to STARTTLS
  /// is thrown away: somebody in between may have put it there.
  void encrypt(Optional<Path> trusted) throws IOException {
    within(CONNECT, "the TLS handshake");
    SSLSocket secure = ImapTls.around(raw, at, trusted);
    secure.startHandshake();
    wire = secure;
    reader = new ImapReader(secure.getInputStream());
  }

  /// The greeting, which no command asks for.
  ImapAnswer greeting() throws IOException {
    within(ANSWER, "the greeting");
    return next(BodyTaker.NONE);
  }

  /// A command and what belongs to it.
  ///
  /// @param what for people; the command itself may have a password in it
  /// @param more is sent where the server waits for more of the command; null for nothing
  record Command(String what, String text, Duration time, @Nullable String more) {
    static Command of(String text) {
      return new Command(text, text, ANSWER, null);
    }
  }

  /// Sends a command and reads until it is answered.
  ///
  /// @param untagged gets what the server says besides
  ImapAnswer.Tagged ask(Command command, Consumer<ImapAnswer> untagged, BodyTaker taker)
      throws IOException {
    within(command.time(), command.what());
    try {
      String tag = send(command.text());
      String more = command.more();
      while (true) {
        switch (next(taker)) {
          case ImapAnswer.Tagged answer -> {
            return checked(answer, tag);
          }
          case ImapAnswer.GoOn _ -> {
            // An empty line ends what the server waits for; it then answers the command.
            write(more == null ? "" : more);
            more = null;
          }
          case ImapAnswer other -> untagged.accept(other);
        }
      }
    } finally {
      cancel(); // what is done with the answer has time
    }
  }

  /// Waits until the server tells of something by itself (RFC 2177).
  ///
  /// @param untagged whether what the server says ends the wait
  /// @param time after which it ends in any case
  ImapAnswer.Tagged idle(Duration time, IdleEnd untagged) throws IOException {
    within(time.plus(ANSWER), "waiting by IDLE");
    String tag = send("IDLE");
    AtomicBoolean isDone = new AtomicBoolean();
    ScheduledFuture<?> end =
        timer.schedule(
            () -> Thread.ofVirtual().start(() -> done(isDone)),
            time.toMillis(),
            TimeUnit.MILLISECONDS);
    try {
      while (true) {
        switch (next(BodyTaker.NONE)) {
          case ImapAnswer.Tagged answer -> {
            return checked(answer, tag);
          }
          case ImapAnswer.GoOn _ -> {}
          case ImapAnswer other when untagged.ends(other) -> done(isDone);
          case ImapAnswer _ -> {}
        }
      }
    } finally {
      end.cancel(false);
      cancel();
    }
  }

  /// Says whether an answer ends an IDLE.
  @FunctionalInterface
  interface IdleEnd {
    boolean ends(ImapAnswer answer) throws IOException;
  }

  /// May have to wait for the server to read: never on the thread that keeps the deadlines.
  private void done(AtomicBoolean isDone) {
    if (isDone.compareAndSet(false, true)) {
      try {
        write("DONE");
      } catch (IOException e) {
        abort(); // whoever reads notices
      }
    }
  }

  private static ImapAnswer.Tagged checked(ImapAnswer.Tagged answer, String tag)
      throws ImapNonsense {
    if (!answer.tag().equals(tag)) {
      throw new ImapNonsense("a command that nobody gave");
    }
    return answer;
  }

  private ImapAnswer next(BodyTaker taker) throws IOException {
    ImapReader now = reader;
    if (now == null) {
      throw new IllegalStateException("before connect");
    }
    ImapAnswer answer = now.read(taker);
    if (answer instanceof ImapAnswer.Said said && said.status() == ImapAnswer.Status.BYE) {
      throw new IOException("the server ends the connection: " + said.text());
    }
    return answer;
  }

  private String send(String command) throws IOException {
    String tag = "w" + ++commands;
    write(tag + " " + command);
    return tag;
  }

  private void write(String line) throws IOException {
    OutputStream out = wire.getOutputStream();
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /// Everything up to the next call, or to [#cancel], must be over after `time`.
  private void within(Duration time, String what) throws IOException {
    cancel();
    doing = what;
    allowed = time;
    try {
      deadline = timer.schedule(this::expire, time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      throw new IOException("the server stops", e);
    }
  }

  private void expire() {
    expired = true;
    abort();
  }

  private void cancel() {
    ScheduledFuture<?> before = deadline;
    if (before != null) {
      before.cancel(false);
    }
  }

  /// Why `e` happened, for people.
  String cause(IOException e) {
    return expired
        ? doing + " took longer than " + allowed.toSeconds() + " s"
        : doing + ": " + (e.getMessage() == null ? e.toString() : e.getMessage());
  }

  /// Closes at once, without a word; the raw socket first, since TLS would want to say goodbye.
  void abort() {
    try {
      raw.close();
    } catch (IOException e) {
      return; // it is gone, which is what was wanted
    }
  }

  /// Says goodbye and closes without waiting for the answer.
  void leave() {
    try {
      within(Duration.ofSeconds(5), "LOGOUT");
      send("LOGOUT");
    } catch (IOException e) {
      // the server was faster
    }
    close();
  }

  @Override
  public void close() {
    cancel();
    abort();
  }
}
