package weir.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// A small message, whole in memory.
final class ContentInMemory implements Content {

  private final byte[] octets;
  private final boolean hasDotLines;

  ContentInMemory(byte[] octets) {
    this.octets = octets;
    boolean dots = false;
    byte previous = '\n';
    for (byte octet : octets) {
      if ((previous == '\r') != (octet == '\n')) {
        throw new IllegalArgumentException("a CR or LF stands outside CRLF");
      }
      dots |= octet == '.' && previous == '\n';
      previous = octet;
    }
    if (previous != '\n') {
      throw new IllegalArgumentException("the last line has no CRLF");
    }
    this.hasDotLines = dots;
  }

  @Override
  public long size() {
    return octets.length;
  }

  @Override
  public boolean hasDotLines() {
    return hasDotLines;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    out.write(octets);
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(octets);
  }
}
