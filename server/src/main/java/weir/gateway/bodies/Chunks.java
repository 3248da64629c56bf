package weir.gateway.bodies;

import java.io.IOException;
import java.time.Duration;
import weir.smtp.ChunkReader;
import weir.smtp.LineReader;
import weir.smtp.MessageLimits;
import weir.smtp.MessageRead;

/// A message that comes in chunks (RFC 3030): what BDAT has brought so far. Belongs to its
/// transaction, which may be given up between two of them.
public final class Chunks {
  private final Body body;
  private final ChunkReader reader;
  private final long began = System.nanoTime();
  private int count;

  public Chunks(Body body, MessageLimits limits) {
    this.body = body;
    this.reader = new ChunkReader(body, limits);
  }

  public MessageRead read(LineReader lines, long octets, boolean last) throws IOException {
    count++;
    return reader.read(lines, octets, last);
  }

  public Body body() {
    return body;
  }

  /// How many have come.
  public int count() {
    return count;
  }

  /// What is left of the time for the whole message; nothing or less when it is over.
  public Duration left(Duration whole) {
    return whole.minusNanos(System.nanoTime() - began);
  }

  /// The transaction is over, and needs none of it.
  public void drop() {
    body.close();
  }
}
