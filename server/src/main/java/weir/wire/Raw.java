package weir.wire;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// The bare socket: timed reads, reads that never wait, and writes with a limit.
///
/// A channel rather than a plain socket, because only a channel can be asked without waiting; its
/// socket view for short waits, because only that has timed reads. On a virtual thread the JDK
/// keeps the descriptor non-blocking, so changing the mode here is a flag and not a system call.
final class Raw {

  /// The JDK copies through a direct buffer as long as the write: keep that short.
  private static final int LARGEST_WRITE = 64 * 1024;

  private static final long NANOS_PER_MILLI = 1_000_000L;

  private final SocketChannel channel;
  private final Deadlines deadlines;

  /// When the present wait for input is over (nano time); 0 while there is none.
  private volatile long inputDue;

  /// When the present write is over (nano time); 0 while there is none.
  private volatile long outputDue;

  /// The watchdog ended a wait, or a write: what the reader, or the writer, meets then is no end of
  /// the stream and no loss, but [TimedOut].
  private volatile boolean inputExpired;

  private volatile boolean outputExpired;

  /// Nanoseconds in reads that may wait, all together. The reader's own.
  private long reading;

  Raw(SocketChannel channel, Deadlines deadlines) throws IOException {
    this.channel = channel;
    this.deadlines = deadlines;
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    deadlines.watch(this);
  }

  /// Waits for bytes, `nanos` at most.
  ///
  /// @return how many bytes came, or -1 at the end of the stream
  int read(byte[] target, int offset, int length, long nanos, TimedOut.What what)
      throws WireException {
    if (nanos <= 0) {
      throw new TimedOut(what);
    }
    long began = System.nanoTime();
    try {
      return nanos > Deadlines.COARSE_FROM || what == TimedOut.What.HANDSHAKE
          ? readWatched(target, offset, length, nanos, what)
          : readTimed(target, offset, length, nanos);
    } catch (WireException said) {
      throw said;
    } catch (SocketTimeoutException late) {
      throw new TimedOut(what);
    } catch (IOException broken) {
      throw lost(broken);
    } finally {
      reading += System.nanoTime() - began;
    }
  }

  /// How long all reads that may wait have taken until now, in nanoseconds: what TLS makes of the
  /// bytes is not in it. For the thread that reads.
  long reading() {
    return reading;
  }

  private int readTimed(byte[] target, int offset, int length, long nanos) throws IOException {
    Socket socket = channel.socket();
    socket.setSoTimeout(millis(nanos));
    return socket.getInputStream().read(target, offset, length);
  }

  /// A timed read costs the JDK two wake-ups of its timer thread, several times a message. Minutes
  /// need no such precision, and neither does the end of a handshake: the watchdog looks once a
  /// second, and ends the input of who is late.
  private int readWatched(byte[] target, int offset, int length, long nanos, TimedOut.What what)
      throws IOException {
    inputDue = System.nanoTime() + nanos;
    try {
      int came = channel.read(ByteBuffer.wrap(target, offset, length));
      if (came < 0 && inputExpired) {
        throw new TimedOut(what);
      }
      return came;
    } finally {
      inputDue = 0;
    }
  }

  /// Ends what is over at `now` (nano time): a wait for input by the end of the input, so that a
  /// last reply can be said; a write by closing the socket, and its writer gets [TimedOut].
  void expire(long now) {
    long input = inputDue;
    if (input != 0 && input - now <= 0) {
      inputExpired = true;
      endInput();
    }
    long output = outputDue;
    if (output != 0 && output - now <= 0) {
      outputExpired = true;
      abort();
    }
  }

  /// Takes what is there without waiting.
  ///
  /// @return how many bytes were there, 0 for none, or -1 at the end of the stream
  int readNow(byte[] target, int offset, int length) throws WireException {
    try {
      channel.configureBlocking(false);
      try {
        return channel.read(ByteBuffer.wrap(target, offset, length));
      } finally {
        channel.configureBlocking(true);
      }
    } catch (IOException broken) {
      throw lost(broken);
    }
  }

  /// Sends all of it, within `nanos`: after that the watchdog closes the socket under the writer.
  void write(byte[] source, int offset, int length, long nanos) throws WireException {
    ByteBuffer bytes = ByteBuffer.wrap(source, offset, length);
    int end = bytes.limit();
    outputDue = System.nanoTime() + nanos;
    try {
      while (bytes.position() < end) {
        bytes.limit(Math.min(end, bytes.position() + LARGEST_WRITE));
        channel.write(bytes);
      }
    } catch (IOException broken) {
      throw lost(broken);
    } finally {
      outputDue = 0;
    }
  }

  /// Sends what the kernel takes at once, and drops the rest: for last words.
  void writeNow(byte[] source, int offset, int length) throws WireException {
    try {
      channel.configureBlocking(false);
      try {
        channel.write(ByteBuffer.wrap(source, offset, length));
      } finally {
        channel.configureBlocking(true);
      }
    } catch (IOException broken) {
      throw lost(broken);
    }
  }

  /// Ends a wait for input for good; output still works.
  void endInput() {
    try {
      channel.shutdownInput();
    } catch (IOException alreadyGone) {
      // The reader notices that by itself.
    }
  }

  void endOutput() {
    try {
      channel.shutdownOutput();
    } catch (IOException alreadyGone) {
      // Then there is nobody to tell.
    }
  }

  /// Closes at once and throws away what was not sent: the peer sees a reset.
  void abort() {
    try {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException | UnsupportedOperationException alreadyGone) {
      // Closing is all that is left.
    }
    close();
  }

  void close() {
    deadlines.forget(this);
    try {
      channel.close();
    } catch (IOException alreadyGone) {
      // A socket that cannot be closed is closed.
    }
  }

  private WireException lost(IOException broken) {
    return outputExpired ? new TimedOut(TimedOut.What.WRITE) : new ConnectionLost(broken);
  }

  private static int millis(long nanos) {
    return Math.clamp((nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI, 1, Integer.MAX_VALUE);
  }
}
