package weir.smtp;

import java.nio.charset.StandardCharsets;

/// What came where a line was expected. Only CRLF ends a line (RFC 5321 section 2.3.8).
public sealed interface LineRead {

  /// A line without its CRLF, free of CR, LF and NUL.
  ///
  /// It is a window into the reader's buffer and is overwritten by whatever is asked of the reader
  /// next.
  final class Line implements LineRead {
    final byte[] octets;
    final int from;
    final int length;

    Line(byte[] octets, int from, int length) {
      this.octets = octets;
      this.from = from;
      this.length = length;
    }

    /// A line of its own, for tests and for texts that did not come through a reader.
    public static Line of(String text) {
      byte[] octets = text.getBytes(StandardCharsets.UTF_8);
      for (byte octet : octets) {
        if (octet == '\r' || octet == '\n' || octet == 0) {
          throw new IllegalArgumentException("a line holds no CR, LF or NUL");
        }
      }
      return new Line(octets, 0, octets.length);
    }

    /// Octets without the CRLF.
    public int length() {
      return length;
    }

    /// The octet at `index`, 0 to 255.
    public int at(int index) {
      return octets[from + index] & 0xff;
    }

    /// The octets as ISO 8859-1: one character an octet, nothing lost, nothing judged.
    public String text() {
      return new String(octets, from, length, StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
      return text();
    }
  }

  /// A line longer than the limit; its octets were read off and are gone.
  ///
  /// @param octets how many, the line end included where it came
  /// @param ended whether its end was reached within [LineReader#READ_OFF]; if not, the connection
  ///   is past saving
  record TooLong(int octets, boolean ended) implements LineRead {}

  /// A CR or an LF that is not part of a CRLF. Everything up to the next CRLF belongs to this line
  /// and is dropped.
  record BareLineEnd(Bare kind) implements LineRead {}

  /// A line with a NUL in it, dropped (RFC 5321 section 4.5.2: never sent by a client that keeps
  /// the standard).
  record Nul() implements LineRead {}

  /// The peer will send no more.
  ///
  /// @param unfinished octets of a last line that never ended, dropped
  record EndOfStream(int unfinished) implements LineRead {}
}
