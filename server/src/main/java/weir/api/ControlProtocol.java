package weir.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Records as bounded lines of JSON.
final class ControlProtocol {
  /// Bytes of a request at most.
  static final int REQUEST = 64 * 1_024;

  /// Bytes of an answer at most.
  static final int ANSWER = 16 * 1_024 * 1_024;

  private static final int CHUNK = 8 * 1_024;
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private ControlProtocol() {}

  /// Where the socket of a server with this state folder is.
  static Path socket(Path folder) {
    return folder.resolve("control.sock");
  }

  static byte[] line(Object value) {
    return (MAPPER.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /// @throws IOException for a text that is no such record
  static <T> T read(String line, Class<T> type) throws IOException {
    try {
      T value = MAPPER.readValue(line, type);
      if (value == null) {
        throw new IOException("nothing was said");
      }
      return value;
    } catch (JacksonException e) {
      throw new IOException("not understood: " + e.getOriginalMessage(), e);
    }
  }

  /// Reads up to the first line end.
  ///
  /// @throws IOException for a longer line, and for a stream that ends before it
  static String readLine(SocketChannel channel, int most) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
    while (true) {
      buffer.clear();
      int count = channel.read(buffer);
      if (count < 0) {
        throw new IOException("the connection ended before the line did");
      }
      for (int i = 0; i < count; i++) {
        if (buffer.get(i) == '\n') {
          return line.toString(StandardCharsets.UTF_8);
        }
        if (line.size() == most) {
          throw new IOException("a line has at most " + most + " bytes here");
        }
        line.write(buffer.get(i));
      }
    }
  }

  static void write(SocketChannel channel, byte[] line) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(line);
    while (rest.hasRemaining()) {
      channel.write(rest);
    }
  }
}
