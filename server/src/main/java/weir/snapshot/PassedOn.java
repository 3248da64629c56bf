package weir.snapshot;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;

/// Changes go to another process, whose files they are now.
final class PassedOn implements StateLog {
  private final OutputStream to;

  PassedOn(OutputStream to) {
    this.to = to;
  }

  @Override
  public void append(byte[] changes) throws IOException {
    to.write(changes);
  }

  @Override
  public void force() throws IOException {
    to.flush();
  }

  /// The other has what came before, and to hear it again does no harm.
  @Override
  public void replace(Iterator<Change> changes) throws IOException {
    while (changes.hasNext()) {
      to.write(ChangeCodec.encode(changes.next()));
    }
  }

  @Override
  public long size() {
    return 0;
  }

  /// The stream belongs to whoever gave it.
  @Override
  public void close() {}
}
