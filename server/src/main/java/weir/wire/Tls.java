package weir.wire;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// TLS over a [Raw] socket, blocking like it.
///
/// What it means that a record came or has to go stands here; [RecordsIn] and [RecordsOut] get them
/// from the socket and to it. A quiet connection holds no buffer: one for plain text is leased only
/// where the reader has less room than a record has text, and given back as soon as it is empty.
final class Tls {

  /// Records in a row that carry nothing for the session: key updates, tickets, empty ones. A peer
  /// that sends more is playing: endless key updates cost us work and it next to nothing.
  private static final int IDLE_RECORDS_AT_MOST = 32;

  private final SSLEngine engine;
  private final RecordsIn in;
  private final RecordsOut out;
  private final Wires wires;

  private byte @Nullable [] plainText;
  private int plainFrom;
  private int plainTo;

  private boolean ended;

  Tls(SSLEngine engine, Raw raw, Wires wires) {
    this.engine = engine;
    this.in = new RecordsIn(engine, raw, wires.buffers());
    this.out = new RecordsOut(engine, raw, wires.buffers());
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
      out.alert();
      throw new TlsFailed("handshake", refused);
    } finally {
      tidy();
    }
  }

  private boolean step(HandshakeStatus status, long due) throws WireException, SSLException {
    switch (status) {
      case NEED_TASK -> compute(due);
      case NEED_WRAP -> out.send(RecordsOut.NOTHING.duplicate(), due, TimedOut.What.HANDSHAKE);
      case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unwrapForHandshake(due);
      case FINISHED, NOT_HANDSHAKING -> {
        return false;
      }
    }
    return true;
  }

  private void compute(long due) throws WireException {
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      wires.compute(task, due);
    }
  }

  private void unwrapForHandshake(long due) throws WireException, SSLException {
    byte[] plain = plain();
    SSLEngineResult result = in.unwrap(ByteBuffer.wrap(plain, plainTo, plain.length - plainTo));
    plainTo += result.bytesProduced();
    switch (result.getStatus()) {
      case BUFFER_UNDERFLOW -> {
        if (!in.fill(due, TimedOut.What.HANDSHAKE)) {
          throw new TlsFailed("end of stream during the handshake");
        }
      }
      case CLOSED -> throw new TlsFailed("closed during the handshake");
      case BUFFER_OVERFLOW -> throw new TlsFailed("data during the handshake");
      case OK -> {}
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
        while (!ended && !in.complete()) {
          if (!in.fill(target, offset, length, due, what)) {
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
        int came = in.fillNow();
        if (!in.complete()) {
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
        int came = in.fillNow();
        if (!in.complete() || !keepRecord()) {
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
      SSLEngineResult result = in.unwrap(ByteBuffer.wrap(plain, plainTo, plain.length - plainTo));
      if (result.getStatus() == Status.BUFFER_OVERFLOW) {
        return false;
      }
      plainTo += result.bytesProduced();
      afterRecord(result);
      return true;
    } catch (SSLException | RuntimeException broken) {
      out.alert();
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
    if (!in.complete()) {
      return 0;
    }
    try {
      SSLEngineResult result = in.unwrap(ByteBuffer.wrap(target, offset, length));
      if (result.getStatus() == Status.BUFFER_OVERFLOW) {
        byte[] plain = plain();
        result = in.unwrap(ByteBuffer.wrap(plain));
        plainFrom = 0;
        plainTo = result.bytesProduced();
        afterRecord(result);
        return takePlain(target, offset, length);
      }
      afterRecord(result);
      return result.bytesProduced() == 0 && ended ? -1 : result.bytesProduced();
    } catch (SSLException | RuntimeException broken) {
      out.alert();
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

  // ------------------------------------------------------------------ writing

  void write(byte[] source, int offset, int length, long due, TimedOut.What what)
      throws WireException {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(source, offset, length);
      while (bytes.hasRemaining()) {
        out.send(bytes, due, what);
      }
    } catch (SSLException | RuntimeException broken) {
      throw new TlsFailed("record", broken);
    }
  }

  /// Says goodbye without waiting: if the peer does not take it now, it does without (RFC 8446
  /// section 6.1).
  void sayGoodbye() {
    engine.closeOutbound();
    out.alert();
  }

  // ------------------------------------------------------------------ buffers

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
    in.tidy();
    if (plainText != null && plainFrom == plainTo) {
      wires.buffers().giveBack(plainText);
      plainText = null;
    }
    plainFrom = plainText == null ? 0 : plainFrom;
    plainTo = plainText == null ? 0 : plainTo;
  }

  /// Gives back everything: the connection is over.
  void drop() {
    in.drop();
    plainFrom = plainTo;
    ended = true;
    tidy();
  }
}
