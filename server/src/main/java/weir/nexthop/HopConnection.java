package weir.nexthop;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import weir.smtp.BufferPool;
import weir.smtp.DotWriter;
import weir.smtp.Extensions;
import weir.smtp.LineReader;
import weir.smtp.Reply;
import weir.smtp.ReplyRead;
import weir.smtp.ReplyReader;

/// One connection to a mail server, with the deadline under which it stands at the moment.
///
/// Used by one thread at a time; only [#expire] comes from elsewhere. The deadline bounds reads and
/// writes alike, since at its end the raw socket is closed, which wakes both.
final class HopConnection {

  private final HopSocket raw;
  private final BufferPool buffers;
  private final LongSupplier nanoTime;
  private HopSocket wire;
  private boolean encrypted;
  private LineReader lines;
  private ReplyReader replies;
  private @Nullable Extensions extensions;

  private int messages;
  private int errors;
  private long idleSince;
  private String greeting = "";
  private String doing = "connecting";
  private Duration allowed = Duration.ZERO;
  private @Nullable Long latest;

  /// Taken away by whoever is first: the step that is over, or the watch that ends it.
  private final AtomicReference<@Nullable Deadline> deadline = new AtomicReference<>();

  private volatile boolean expired;

  /// One step's own, told from those of other steps by being itself.
  private record Deadline(long nanoTime) {}

  /// @param raw a socket that is not connected yet
  HopConnection(HopSocket raw, BufferPool buffers, LongSupplier nanoTime) {
    this.raw = raw;
    this.wire = raw;
    this.buffers = buffers;
    this.nanoTime = nanoTime;
    this.lines = new LineReader(this::read, buffers);
    this.replies = new ReplyReader(lines);
  }

  HopSocket raw() {
    return raw;
  }

  /// From here on everything goes through `secure`. What came in the clear after the answer to
  /// STARTTLS is thrown away (RFC 3207 section 4.2; a response injected by a man in the middle).
  void encryptedBy(HopSocket secure) {
    lines.discard();
    wire = secure;
    encrypted = true;
    lines = new LineReader(this::read, buffers);
    replies = new ReplyReader(lines);
  }

  boolean isEncrypted() {
    return encrypted;
  }

  void greeted(Reply reply) {
    greeting = reply.text();
  }

  /// What the hop said first.
  String greeting() {
    return greeting;
  }

  Extensions extensions() {
    if (extensions == null) {
      throw new IllegalStateException("before EHLO");
    }
    return extensions;
  }

  void learned(Extensions offered) {
    extensions = offered;
  }

  /// Everything up to the next call must be over after `time`.
  void within(Duration time, String what) {
    deadline.set(null); // or the watch, which looks any time, takes this step for the last one
    doing = what;
    allowed = time;
    expired = false; // of the step before, which was over just in time
    long now = nanoTime.getAsLong();
    long left = latest == null ? time.toNanos() : Math.min(time.toNanos(), latest - now);
    deadline.set(new Deadline(now + left));
  }

  /// Whatever [#within] allows, nothing goes on past this nanoTime; null lifts that.
  void notAfter(@Nullable Long time) {
    latest = time;
  }

  HopOutput output() throws IOException {
    return new HopOutput(wire.output(), buffers);
  }

  DotWriter message() throws IOException {
    return new DotWriter(wire.output(), buffers);
  }

  /// The next reply, as it came. A 421 ends the connection wherever it comes (RFC 5321 section
  /// 3.8), so it is a failure like any other.
  Reply reply() throws IOException {
    return switch (replies.read()) {
      case ReplyRead.Got(Reply reply) when reply.closes() ->
          throw new IOException("the hop closes the connection: " + Reply.cleaned(reply));
      case ReplyRead.Got(Reply reply) -> reply;
      case ReplyRead.Nonsense(String why) ->
          throw new IOException("the hop answers nonsense: " + why);
      case ReplyRead.Lost() -> throw new IOException("the hop closed the connection");
    };
  }

  /// Sends one command and waits for its answer.
  Reply ask(String command) throws IOException {
    HopOutput out = output();
    try {
      out.text(command).endLine();
      out.flush();
    } finally {
      out.release();
    }
    return reply();
  }

  /// Why `e` happened, for the journal.
  String cause(IOException e) {
    return expired ? doing + " took longer than " + allowed : doing + ": " + message(e);
  }

  /// What `e` says, or what it is where it says nothing.
  static String message(IOException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  boolean hasExpired() {
    return expired;
  }

  /// Closes the raw socket when the deadline has passed. Called by the watch, from its own thread.
  void expire(long now) {
    Deadline until = deadline.get();
    if (until != null && now - until.nanoTime() > 0 && deadline.compareAndSet(until, null)) {
      expired = true;
      abort();
    }
  }

  /// Closes at once, without a word.
  void abort() {
    deadline.set(null);
    try {
      raw.close();
    } catch (IOException e) {
      return; // it is gone, which is what was wanted
    }
  }

  /// Says goodbye and closes without waiting for the answer.
  void quit(Duration time) {
    within(time, "QUIT");
    HopOutput out = null;
    try {
      out = output();
      out.text("QUIT").endLine();
      out.flush();
    } catch (IOException e) {
      // the hop was faster
    } finally {
      if (out != null) {
        out.release();
      }
      abort();
    }
  }

  void countMessage() {
    messages++;
  }

  void countError() {
    errors++;
  }

  int messages() {
    return messages;
  }

  int errors() {
    return errors;
  }

  /// Puts the connection to rest: no deadline, no buffers.
  ///
  /// @return false when the watch has ended its last step, although that went well: then it is
  ///   closed
  boolean rest() {
    boolean alive = deadline.getAndSet(null) != null;
    lines.release();
    idleSince = nanoTime.getAsLong();
    return alive;
  }

  /// How long it has been resting, in nanoseconds.
  long idleFor(long now) {
    return now - idleSince;
  }

  private int read(byte[] buffer, int offset, int length) throws IOException {
    return wire.input().read(buffer, offset, length);
  }
}
