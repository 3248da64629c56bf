package weir.app;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/// The system's secure random numbers, fetched for many ids at a time: one by one each costs a
/// digest of its own and a lock around it. Threads may share it.
final class Chance implements RandomGenerator {
  private static final int FETCHED = 4096;

  private final SecureRandom source;
  private final ByteBuffer fetched = ByteBuffer.allocate(FETCHED).limit(0);

  Chance(SecureRandom source) {
    this.source = source;
  }

  @Override
  public synchronized long nextLong() {
    if (!fetched.hasRemaining()) {
      source.nextBytes(fetched.array());
      fetched.clear();
    }
    return fetched.getLong();
  }
}
