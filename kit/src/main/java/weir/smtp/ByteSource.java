package weir.smtp;

import java.io.IOException;

/// Where octets come from: a socket, a TLS engine, a test.
@FunctionalInterface
public interface ByteSource {

  /// Waits until at least one octet is here and reads up to `length` of them.
  ///
  /// Deadlines are the source's business: it throws when one passes.
  ///
  /// @return how many octets were read, at least 1; -1 at the end of the stream
  int read(byte[] buffer, int offset, int length) throws IOException;

  /// Reads what is here without waiting.
  ///
  /// A source that cannot tell waits as [#read(byte[], int, int)] does, which is correct, but a
  /// large buffer is then held while nothing comes.
  ///
  /// @return how many octets were read, 0 when none is here now, -1 at the end of the stream
  default int readNow(byte[] buffer, int offset, int length) throws IOException {
    return read(buffer, offset, length);
  }
}
