package weir.fastcgi;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A request without a body, the only one of its connection.
public final class FastCgiRequest {
  static final byte VERSION = 1;
  static final int ID = 1;
  static final int HEAD = 8;
  private static final byte BEGIN = 1;
  private static final byte PARAMS = 4;
  private static final byte STDIN = 5;
  private static final byte[] RESPONDER = {0, 1, 0, 0, 0, 0, 0, 0}; // the server closes after it

  /// Octets of one record.
  private static final int MOST = 0xFFFF;

  private FastCgiRequest() {}

  /// @param variables such as `SCRIPT_NAME`, [#MOST] octets in all
  /// @throws IllegalArgumentException where they are longer
  public static byte[] of(Map<String, String> variables) {
    ByteArrayOutputStream named = new ByteArrayOutputStream();
    variables.forEach((name, value) -> {
      byte[] key = name.getBytes(StandardCharsets.UTF_8);
      byte[] text = value.getBytes(StandardCharsets.UTF_8);
      length(named, key.length);
      length(named, text.length);
      named.writeBytes(key);
      named.writeBytes(text);
    });
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(record(BEGIN, RESPONDER));
    all.writeBytes(record(PARAMS, named.toByteArray()));
    all.writeBytes(record(PARAMS, new byte[0])); // an empty one ends each stream
    all.writeBytes(record(STDIN, new byte[0]));
    return all.toByteArray();
  }

  private static void length(ByteArrayOutputStream to, int length) {
    if (length < 0x80) {
      to.write(length);
    } else {
      to.writeBytes(ByteBuffer.allocate(4).putInt(length | 0x8000_0000).array());
    }
  }

  private static byte[] record(byte type, byte[] content) {
    if (content.length > MOST) {
      throw new IllegalArgumentException("variables of " + content.length + " octets");
    }
    return ByteBuffer.allocate(HEAD + content.length)
        .put(VERSION)
        .put(type)
        .putShort((short) ID)
        .putShort((short) content.length)
        .putShort((short) 0) // no padding
        .put(content)
        .array();
  }
}
