package weir.wire;

import java.io.OutputStream;

/// A [Wire] as a stream, for content that writes itself.
final class WireOutput extends OutputStream {

  private final Wire wire;

  WireOutput(Wire wire) {
    this.wire = wire;
  }

  @Override
  public void write(int octet) throws WireException {
    wire.write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws WireException {
    wire.write(source, offset, length);
  }

  @Override
  public void flush() throws WireException {
    wire.flush();
  }

  @Override
  public void close() throws WireException {
    wire.flush();
  }
}
