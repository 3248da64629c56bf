package weir.wire;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import weir.smtp.ByteSource;
import weir.turn.Turn;

/// One connection, as a session sees it: blocking reads and writes with limits, TLS, and an honest
/// answer to "is the client still there?".
///
/// One thread uses a wire; only [#abort] and [#recall] may be called from others. Output is
/// gathered until something is read or [#flush] is called, so that the replies to pipelined
/// commands leave in one segment (RFC 2920 section 3.2). A parked wire holds no buffer.
public final class Wire implements ByteSource, AutoCloseable {

  private final Raw raw;
  private final Wires wires;
  private final Pushback kept = new Pushback();
  private final Outgoing out;
  private final Within within = this::unbounded;
  private final Turn turn = new Turn();

  private @Nullable Tls tls;
  private @Nullable TlsInfo tlsInfo;
  private long readNanos;
  private long due;
  private boolean hasDue;
  private boolean closed;
  private boolean cutOff;
  private volatile boolean recalled;

  Wire(Raw raw, Wires wires) {
    this.raw = raw;
    this.wires = wires;
    this.out = new Outgoing(wires.buffers(), this::transmit);
    this.readNanos = wires.settings().read().toNanos();
  }

  /// The time that what is done inside of it has; its end lifts that.
  public interface Within extends AutoCloseable {
    @Override
    void close();
  }

  /// Everything until the result is closed, reads and writes together, must be done within this
  /// time: a command line, or a whole transaction. It is what stops a client that sends one byte
  /// every 299 seconds.
  public Within within(Duration longest) {
    return within(longest, longest);
  }

  /// The same where, besides, no single read waits longer than `silence` for its first byte.
  public Within within(Duration silence, Duration longest) {
    readNanos = silence.toNanos();
    due = System.nanoTime() + longest.toNanos();
    hasDue = true;
    return within;
  }

  private void unbounded() {
    readNanos = wires.settings().read().toNanos();
    hasDue = false;
  }

  /// Lets other sessions have their turn, if this one has gone on for long without waiting. For
  /// each step of what a client can keep going without end; every read does it by itself.
  public void giveWay() {
    turn.giveWay();
  }

  /// The session has waited for somebody else than its client, and others had their turn.
  public void hasWaited() {
    turn.hasWaited();
  }

  /// Waits for bytes, after sending what was written. The array from `offset` on for `length` bytes
  /// is scratch: more of it may be overwritten than the bytes that are returned.
  ///
  /// @return how many bytes came, at least one, or -1 at the end of the stream
  @Override
  public int read(byte[] target, int offset, int length) throws WireException {
    flush();
    if (kept.size() > 0) {
      return kept.take(target, offset, length);
    }
    return receive(target, offset, length, readNanos);
  }

  /// Takes what is here without waiting, and without sending what was written.
  ///
  /// @return how many bytes came, 0 for none, or -1 at the end of the stream
  @Override
  public int readNow(byte[] target, int offset, int length) throws WireException {
    if (kept.size() > 0) {
      return kept.take(target, offset, length);
    }
    int came =
        tls == null ? raw.readNow(target, offset, length) : tls.readNow(target, offset, length);
    if (came < 0 && recalled) {
      throw new Recalled();
    }
    return came;
  }

  /// A timed look at the socket, used as a delay that notices the client: returns at the first
  /// bytes that come on top of those kept already, at the end of the stream, or when `time` is
  /// over. What was written is sent first.
  public Arrival readFor(Duration time) throws WireException {
    flush();
    return TimedLook.look(this, kept, time);
  }

  /// Has the client gone, as far as our kernel knows? Never waits, and loses nothing: what it finds
  /// is kept for the next read.
  public boolean peerClosed() {
    try {
      return tls == null ? rawPeerClosed() : tls.peerEnded();
    } catch (WireException broken) {
      return true;
    }
  }

  private boolean rawPeerClosed() throws WireException {
    while (!kept.full()) {
      byte[] room = kept.room();
      int came = raw.readNow(room, kept.end(), kept.roomLeft());
      if (came <= 0) {
        return came < 0;
      }
      kept.filled(came);
    }
    return false;
  }

  /// How many bytes the client sent that nobody has read, as far as our kernel knows. Before the
  /// 220 of STARTTLS it must be none: what stands there was put in by somebody in between (RFC 3207
  /// section 4.2, CVE-2011-0411). The bytes in the line reader's own buffer come on top.
  public int pendingPlaintext() throws WireException {
    if (tls == null) {
      rawPeerClosed();
    }
    return kept.size();
  }

  /// @param limit in nanoseconds, for the first byte
  int receive(byte[] target, int offset, int length, long limit) throws WireException {
    long now = System.nanoTime();
    boolean byDeadline = hasDue && due - now < limit;
    long end = byDeadline ? due : now + limit;
    TimedOut.What what = byDeadline ? TimedOut.What.DEADLINE : TimedOut.What.READ;
    long reading = raw.reading();
    int came;
    try {
      came =
          tls == null
              ? raw.read(target, offset, length, end - now, what)
              : tls.read(target, offset, length, end, what);
    } catch (ConnectionLost lost) {
      if (recalled && !closed) {
        throw new Recalled();
      }
      throw lost;
    }
    turn.mayHaveWaited(raw.reading() - reading);
    if (came < 0 && recalled) {
      throw new Recalled();
    }
    return came;
  }

  /// Writes; small pieces are gathered until the next [#flush] or read.
  public void write(byte[] source, int offset, int length) throws WireException {
    out.write(source, offset, length);
  }

  public void write(byte[] source) throws WireException {
    write(source, 0, source.length);
  }

  /// Sends what was gathered, and gives the buffer back.
  public void flush() throws WireException {
    out.flush();
  }

  private void transmit(byte[] source, int offset, int length) throws WireException {
    long now = System.nanoTime();
    long limit = wires.settings().write().toNanos();
    // A last reply after a passed deadline still gets a moment of its own.
    long end = hasDue && due - now > 0 && due - now < limit ? due : now + limit;
    Tls secured = tls;
    if (secured == null) {
      raw.write(source, offset, length, end - now);
    } else {
      secured.write(source, offset, length, end, TimedOut.What.WRITE);
    }
  }

  /// Becomes the server side of TLS 1.2 or 1.3. Sends what was written (the 220), throws away every
  /// byte of plain text that is still unread here, and returns when TLS is agreed.
  public TlsInfo startTls(SSLContext context) throws WireException {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    return startTls(engine);
  }

  private TlsInfo startTls(SSLEngine engine) throws WireException {
    if (tls != null) {
      throw new IllegalStateException("TLS within TLS");
    }
    flush();
    kept.clear();
    engine.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    Tls starting = new Tls(engine, raw, wires);
    try {
      starting.handshake(System.nanoTime() + wires.settings().handshake().toNanos());
    } catch (WireException failed) {
      // No plain text may follow a failed handshake: RFC 3207 section 4.1.
      starting.drop();
      close();
      throw failed;
    }
    tls = starting;
    TlsInfo agreed = starting.info();
    tlsInfo = agreed;
    return agreed;
  }

  /// What was agreed, once TLS is on.
  public Optional<TlsInfo> tls() {
    return Optional.ofNullable(tlsInfo);
  }

  /// Ends a wait of this session from another thread: its read throws [Recalled], its timed look
  /// says [Arrival.CalledBack], and a last reply can still be written. Nothing can be read any
  /// more.
  public void recall() {
    recalled = true;
    raw.endInput();
  }

  boolean isRecalled() {
    return recalled;
  }

  /// Closes the socket at once, from any thread: what was not sent is lost, the peer sees a reset.
  public void abort() {
    raw.abort();
  }

  /// Sends what was written, says goodbye, and closes. Takes a moment longer when the peer is still
  /// sending, because a close with unread bytes makes the kernel throw our last reply away. Never
  /// throws.
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      flush();
      if (tls != null) {
        tls.sayGoodbye();
      }
      Farewell.say(raw, cutOff, wires);
    } catch (WireException gone) {
      // Then there is nobody to say goodbye to.
    } finally {
      kept.clear();
      if (tls != null) {
        tls.drop();
      }
      raw.close();
    }
  }

  /// We stop reading in the middle of what the peer sends: more is on its way at the close, also
  /// where none of it is here yet.
  public void cutOff() {
    cutOff = true;
  }
}
