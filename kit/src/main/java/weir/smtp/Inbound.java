package weir.smtp;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The octets that have arrived and were not yet consumed, and the two buffers they live in.
///
/// A connection that waits holds the small buffer only. A read that fills the small buffer
/// announces that more is coming: the next one leases the large buffer and takes what is here in
/// one go. As soon as a read would have to wait with the large buffer empty, it is given back
/// first. Readers keep `position` between 0 and `end`.
final class Inbound {

  /// What a waiting connection holds at most: nearly every command fits, and where more comes the
  /// large buffer is not far. Twenty thousand clients that wait hold it each.
  static final int SMALL = 128;

  private static final byte[] NONE = {};

  private final ByteSource source;
  private final BufferPool pool;
  private byte @Nullable [] small;
  private byte @Nullable [] large;

  /// Set when the last read filled its buffer: more is probably here.
  private boolean flowing;

  byte[] octets = NONE;
  int position;
  int end;

  Inbound(ByteSource source, BufferPool pool) {
    this.source = source;
    this.pool = pool;
  }

  int buffered() {
    return end - position;
  }

  int largest() {
    return pool.size();
  }

  /// Adds at least one octet behind those that are here.
  ///
  /// Callers consume or copy before they ask for more than [#largest()] octets.
  ///
  /// @return false at the end of the stream
  boolean fill() throws IOException {
    int waiting = buffered();
    if (waiting == 0) {
      position = 0;
      end = 0;
    }
    if ((flowing || waiting >= SMALL) && large == null) {
      moveTo(leaseLarge());
    }
    if (large != null) {
      int n = readLarge(waiting);
      if (n != 0) {
        return added(n);
      }
    }
    if (octets.length == 0) {
      octets = small();
    }
    compact();
    return added(source.read(octets, end, octets.length - end));
  }

  /// Gives the large buffer back when what is left fits the small one, and the small one when
  /// nothing is left.
  void release() {
    if (buffered() == 0) {
      forgetAll();
      small = null;
    } else {
      shrink();
    }
  }

  /// Gives the large buffer back when what is left fits the small one.
  void shrink() {
    if (large == null || buffered() > SMALL) {
      return;
    }
    if (buffered() == 0) {
      forgetAll();
    } else {
      moveTo(small());
      giveLargeBack();
    }
  }

  /// Drops what is here.
  ///
  /// @return how many octets were dropped
  int discard() {
    int dropped = buffered();
    position = end;
    release();
    return dropped;
  }

  private int readLarge(int waiting) throws IOException {
    compact();
    if (end == octets.length) {
      throw new IllegalStateException("the reader asked for more than a buffer holds");
    }
    int n = source.readNow(octets, end, octets.length - end);
    if (n == 0 && waiting < SMALL) {
      shrink();
    }
    return n;
  }

  private boolean added(int n) {
    if (n < 0) {
      flowing = false;
      return false;
    }
    end += n;
    flowing = end == octets.length;
    return true;
  }

  private void forgetAll() {
    giveLargeBack();
    octets = NONE;
    position = 0;
    end = 0;
    flowing = false;
  }

  private void giveLargeBack() {
    if (large != null) {
      pool.giveBack(large);
      large = null;
    }
  }

  private void compact() {
    if (position > 0) {
      moveTo(octets);
    }
  }

  private void moveTo(byte[] target) {
    int length = buffered();
    System.arraycopy(octets, position, target, 0, length);
    octets = target;
    position = 0;
    end = length;
  }

  private byte[] leaseLarge() {
    large = pool.lease();
    return large;
  }

  private byte[] small() {
    if (small == null) {
      small = new byte[SMALL];
    }
    return Objects.requireNonNull(small);
  }
}
