package weir.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// The octets of a message between DATA and the final dot: dot stuffing undone, every line ends in
/// CRLF, no CR or LF anywhere else.
///
/// It may lie in memory or on disk; it can be read any number of times, by several readers at once.
public interface Content {

  /// How many octets there are.
  long size();

  /// Whether a line may begin with a dot, so that a sender must look for it (RFC 5321 section
  /// 4.5.2). False is certain.
  boolean hasDotLines();

  /// Writes all octets, in order. The stream stays open.
  void writeTo(OutputStream out) throws IOException;

  /// A reader from the first octet on. The caller closes it.
  InputStream open() throws IOException;

  /// Octets in memory.
  ///
  /// @param octets taken as they are, not copied: nobody may change them from now on
  /// @throws IllegalArgumentException when a CR or LF stands outside CRLF, or the last line has no
  ///   end
  static Content of(byte[] octets) {
    return new ContentInMemory(octets);
  }
}
