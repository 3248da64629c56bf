package weir.wire;

import java.nio.ByteBuffer;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// TLS over a [Raw] socket, blocking like it.
///
/// A quiet connection holds no buffer here: while waiting for the next record the cipher text goes
/// into the array of the caller, which is scratch until something is returned in it. Buffers are
/// leased once bytes are there and given back as soon as they are empty.
final class Tls {

  /// Records in a row that carry nothing for the session: key updates, tickets, empty ones. A peer
  /// that sends more is playing: endless key updates cost us work and it next to nothing.
  private static final int IDLE_RECORDS_AT_MOST = 32;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SSLEngine engine;
  private final Raw raw;
  private final Wires wires;

  private byte @Nullable [] cipherText;
  private int cipherFrom;
  private int cipherTo;

  private byte @Nullable [] plainText;
  private int plainFrom;
  private int plainTo;

  private boolean ended;

  Tls(SSLEngine engine, Raw raw, Wires wires) {
    this.engine = engine;
    this.raw = raw;
    this.wires = wires;
  }

  TlsInfo info() {
    return new TlsInfo(engine.getSession().getProtocol(), engine.getSession().getCipherSuite());
  }

  // ------------------------------------------------------------------ handshake

  /// Agrees on TLS before `due` (nano time).
  void handshake(long due) throws WireException {
    try {
      engine.beginHandshake();
      while (step(engine.getHandshakeStatus(), due)) {
        // each step says whether there is another
      }
    } catch (SSLException | RuntimeException refused) {
      // The JDK's parsers can throw unchecked exceptions at strangers' bytes: same meaning.
      sendAlert();
      throw new TlsFailed("handshake", refused);
    } finally {
      tidy();
    }
  }

  private boolean step(HandshakeStatus status, long due) throws WireException, SSLException {
    switch (status) {
      case NEED_TASK -> runTasks(due);
      case NEED_WRAP -> send(NOTHING.duplicate(), due, TimedOut.What.HANDSHAKE);
      case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unwrapForHandshake(due);
      case FINISHED, NOT_HANDSHAKING -> {
        return false;
      }
    }
    return true;
  }

  private void unwrapForHandshake(long due) throws WireException, SSLException {
    byte[] plain = plain();
    SSLEngineResult result = unwrap(ByteBuffer.wrap(plain, plainTo, plain.length - plainTo));
    plainTo += result.bytesProduced();
    switch (result.getStatus()) {
      case BUFFER_UNDERFLOW -> {
        byte[] scratch = cipher();
        if (!fill(scratch, 0, 0, due, TimedOut.What.HANDSHAKE)) {
          throw new TlsFailed("end of stream during the handshake");
        }
      }
      case CLOSED -> throw new TlsFailed("closed during the handshake");
      case BUFFER_OVERFLOW -> throw new TlsFailed("data during the handshake");
      case OK -> {}
    }
  }

  private void runTasks(long due) throws WireException, SSLException {
    Runnable task = engine.getDelegatedTask();
    while (task != null) {
      Future<?> done;
      try {
        done = wires.handshakes().submit(task);
      } catch (RejectedExecutionException full) {
        throw new TlsFailed("too many handshakes at once");
      }
      await(done, due);
      task = engine.getDelegatedTask();
    }
  }

  private static void await(Future<?> task, long due) throws WireException {
    try {
      task.get(Math.max(0, due - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      task.cancel(false);
      throw new TimedOut(TimedOut.What.HANDSHAKE);
    } catch (ExecutionException failed) {
      throw new TlsFailed("handshake", failed.getCause() == null ? failed : failed.getCause());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new TlsFailed("handshake interrupted");
    }
  }

  // ------------------------------------------------------------------ reading

  /// Waits for plain text, until `due` (nano time) at most.
  ///
  /// @return how many bytes came, or -1 at the end of the stream. More than those bytes of `target`
  ///   may be overwritten
  int read(byte[] target, int offset, int length, long due, TimedOut.What what)
      throws WireException {
    try {
      for (int idle = 0; idle <= IDLE_RECORDS_AT_MOST; idle++) {
        int got = takeRecord(target, offset, length);
        if (got != 0) {
          return got;
        }
        while (!ended && !recordComplete()) {
          if (!fill(target, offset, length, due, what)) {
            ended = true;
          }
        }
      }
      throw new TlsFailed("records without data");
    } finally {
      tidy();
    }
  }

  /// Takes the plain text that is here without waiting.
  ///
  /// @return how many bytes, 0 for none, -1 at the end of the stream
  int readNow(byte[] target, int offset, int length) throws WireException {
    try {
      for (int idle = 0; idle <= IDLE_RECORDS_AT_MOST; idle++) {
        int got = takeRecord(target, offset, length);
        if (got != 0) {
          return got;
        }
        byte[] cipher = cipher();
        int came = raw.readNow(cipher, cipherTo, cipher.length - cipherTo);
        cipherTo += Math.max(came, 0);
        if (!recordComplete()) {
          ended |= came < 0;
          return Math.min(came, 0);
        }
      }
      throw new TlsFailed("records without data");
    } finally {
      tidy();
    }
  }

  /// Looks without waiting whether the peer has ended the stream; plain text found on the way is
  /// kept.
  boolean peerEnded() throws WireException {
    try {
      for (int records = 0; records <= IDLE_RECORDS_AT_MOST && !ended; records++) {
        byte[] cipher = cipher();
        int came = raw.readNow(cipher, cipherTo, cipher.length - cipherTo);
        cipherTo += Math.max(came, 0);
        if (!recordComplete() || !keepRecord()) {
          return came < 0;
        }
      }
      return ended;
    } finally {
      tidy();
    }
  }

  /// Moves a record behind the plain text that is kept; false when there is no room for it.
  private boolean keepRecord() throws WireException {
    byte[] plain = plain();
    try {
      SSLEngineResult result = unwrap(ByteBuffer.wrap(plain, plainTo, plain.length - plainTo));
      if (result.getStatus() == Status.BUFFER_OVERFLOW) {
        return false;
      }
      plainTo += result.bytesProduced();
      afterRecord(result);
      return true;
    } catch (SSLException | RuntimeException broken) {
      sendAlert();
      throw new TlsFailed("record", broken);
    }
  }

  /// @return bytes of plain text, -1 at the end, 0 when there is no whole record or it had no data
  private int takeRecord(byte[] target, int offset, int length) throws WireException {
    if (plainFrom < plainTo) {
      return takePlain(target, offset, length);
    }
    if (ended) {
      return -1;
    }
    if (!recordComplete()) {
      return 0;
    }
    try {
      SSLEngineResult result = unwrap(ByteBuffer.wrap(target, offset, length));
      if (result.getStatus() == Status.BUFFER_OVERFLOW) {
        byte[] plain = plain();
        result = unwrap(ByteBuffer.wrap(plain));
        plainFrom = 0;
        plainTo = result.bytesProduced();
        afterRecord(result);
        return takePlain(target, offset, length);
      }
      afterRecord(result);
      return result.bytesProduced() == 0 && ended ? -1 : result.bytesProduced();
    } catch (SSLException | RuntimeException broken) {
      sendAlert();
      throw new TlsFailed("record", broken);
    }
  }

  private void afterRecord(SSLEngineResult result) throws WireException, SSLException {
    if (result.getStatus() == Status.CLOSED) {
      ended = true;
      return;
    }
    if (engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
      // TLS 1.3 has key updates and tickets after the handshake (RFC 8446 section 4.6); in TLS 1.2
      // it can only be a renegotiation, which nobody needs and which costs us far more than them.
      if (!engine.getSession().getProtocol().equals("TLSv1.3")) {
        throw new TlsFailed("renegotiation");
      }
      long due = System.nanoTime() + wires.settings().handshake().toNanos();
      while (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK
          || engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
        step(engine.getHandshakeStatus(), due);
      }
    }
  }

  private int takePlain(byte[] target, int offset, int length) {
    int taken = Math.min(length, plainTo - plainFrom);
    if (taken > 0 && plainText != null) {
      System.arraycopy(plainText, plainFrom, target, offset, taken);
      plainFrom += taken;
    }
    return taken;
  }

  private SSLEngineResult unwrap(ByteBuffer target) throws SSLException {
    ByteBuffer source =
        cipherText == null
            ? NOTHING.duplicate()
            : ByteBuffer.wrap(cipherText, cipherFrom, cipherTo - cipherFrom);
    SSLEngineResult result = engine.unwrap(source, target);
    cipherFrom += result.bytesConsumed();
    return result;
  }

  /// Is a whole record here? Its length stands in bytes 3 and 4 (RFC 8446 section 5.1). A length
  /// beyond what fits counts as whole, and unwrapping says what is wrong.
  private boolean recordComplete() {
    int here = cipherTo - cipherFrom;
    if (cipherText == null || here < 5) {
      return false;
    }
    int length = ((cipherText[cipherFrom + 3] & 0xff) << 8) | (cipherText[cipherFrom + 4] & 0xff);
    return here >= 5 + length || 5 + length > Wires.BUFFER;
  }

  /// Waits for more cipher text; false at the end of the stream.
  private boolean fill(byte[] scratch, int offset, int length, long due, TimedOut.What what)
      throws WireException {
    if (cipherText == null || cipherFrom == cipherTo) {
      return fillFromQuiet(scratch, offset, length, due, what);
    }
    byte[] cipher = cipher();
    int came = raw.read(cipher, cipherTo, cipher.length - cipherTo, due - System.nanoTime(), what);
    cipherTo += Math.max(came, 0);
    return came >= 0;
  }

  private boolean fillFromQuiet(
      byte[] scratch, int offset, int length, long due, TimedOut.What what) throws WireException {
    if (length == 0) {
      byte[] cipher = cipher();
      int came = raw.read(cipher, 0, cipher.length, due - System.nanoTime(), what);
      cipherFrom = 0;
      cipherTo = Math.max(came, 0);
      return came >= 0;
    }
    tidy();
    int most = Math.min(length, Wires.BUFFER);
    int came = raw.read(scratch, offset, most, due - System.nanoTime(), what);
    if (came > 0) {
      System.arraycopy(scratch, offset, cipher(), 0, came);
      cipherTo = came;
    }
    return came >= 0;
  }

  // ------------------------------------------------------------------ writing

  void write(byte[] source, int offset, int length, long due, TimedOut.What what)
      throws WireException {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(source, offset, length);
      while (bytes.hasRemaining()) {
        send(bytes, due, what);
      }
    } catch (SSLException | RuntimeException broken) {
      throw new TlsFailed("record", broken);
    }
  }

  private void send(ByteBuffer bytes, long due, TimedOut.What what)
      throws WireException, SSLException {
    byte[] record = wires.buffers().lease();
    try {
      SSLEngineResult result = engine.wrap(bytes, ByteBuffer.wrap(record));
      if (result.bytesConsumed() + result.bytesProduced() == 0) {
        throw new TlsFailed("nothing more can be sent");
      }
      long left = due - System.nanoTime();
      if (left <= 0) {
        throw new TimedOut(what);
      }
      raw.write(record, 0, result.bytesProduced(), left);
    } finally {
      wires.buffers().giveBack(record);
    }
  }

  /// Says goodbye without waiting: if the peer does not take it now, it does without (RFC 8446
  /// section 6.1).
  void sayGoodbye() {
    engine.closeOutbound();
    sendAlert();
  }

  private void sendAlert() {
    byte[] record = wires.buffers().lease();
    try {
      SSLEngineResult result = engine.wrap(NOTHING.duplicate(), ByteBuffer.wrap(record));
      raw.writeNow(record, 0, result.bytesProduced());
    } catch (SSLException | WireException | RuntimeException nobodyListens) {
      // The connection ends either way.
    } finally {
      wires.buffers().giveBack(record);
    }
  }

  // ------------------------------------------------------------------ buffers

  private byte[] cipher() {
    byte[] cipher = cipherText;
    if (cipher == null) {
      cipher = wires.buffers().lease();
      cipherText = cipher;
      cipherFrom = 0;
      cipherTo = 0;
    } else if (cipherFrom > 0) {
      System.arraycopy(cipher, cipherFrom, cipher, 0, cipherTo - cipherFrom);
      cipherTo -= cipherFrom;
      cipherFrom = 0;
    }
    return cipher;
  }

  private byte[] plain() {
    byte[] plain = plainText;
    if (plain == null) {
      plain = wires.buffers().lease();
      plainText = plain;
      plainFrom = 0;
      plainTo = 0;
    }
    return plain;
  }

  /// Gives back what is empty.
  void tidy() {
    if (cipherText != null && cipherFrom == cipherTo) {
      wires.buffers().giveBack(cipherText);
      cipherText = null;
    }
    if (plainText != null && plainFrom == plainTo) {
      wires.buffers().giveBack(plainText);
      plainText = null;
    }
    cipherFrom = cipherText == null ? 0 : cipherFrom;
    cipherTo = cipherText == null ? 0 : cipherTo;
    plainFrom = plainText == null ? 0 : plainFrom;
    plainTo = plainText == null ? 0 : plainTo;
  }

  /// Gives back everything: the connection is over.
  void drop() {
    cipherFrom = cipherTo;
    plainFrom = plainTo;
    ended = true;
    tidy();
  }
}
