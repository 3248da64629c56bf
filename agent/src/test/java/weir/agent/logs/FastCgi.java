package weir.agent.logs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/// Asks PHP-FPM for a script, as a web server does: FastCGI with one request a connection.
public final class FastCgi {
  private static final byte BEGIN = 1;
  private static final byte PARAMS = 4;
  private static final byte STDIN = 5;
  private static final byte[] RESPONDER = {0, 1, 0, 0, 0, 0, 0, 0};

  private FastCgi() {}

  /// Returns when the script has ended.
  public static void get(Path socket, Path script) throws IOException {
    ByteArrayOutputStream params = new ByteArrayOutputStream();
    Map.of(
            "SCRIPT_FILENAME",
            script.toString(),
            "REQUEST_METHOD",
            "GET",
            "SCRIPT_NAME",
            "/up/" + script.getFileName())
        .forEach((name, value) -> {
          params.write(name.length());
          params.write(value.length());
          params.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
          params.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
        });
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      send(channel, BEGIN, RESPONDER);
      send(channel, PARAMS, params.toByteArray());
      send(channel, PARAMS, new byte[0]);
      send(channel, STDIN, new byte[0]);
      ByteBuffer answer = ByteBuffer.allocate(4096);
      while (channel.read(answer) >= 0) {
        answer.clear();
      }
    }
  }

  private static void send(SocketChannel to, byte type, byte[] content) throws IOException {
    ByteBuffer record = ByteBuffer.allocate(8 + content.length);
    record.put((byte) 1).put(type).putShort((short) 1).putShort((short) content.length);
    record.putShort((short) 0).put(content).flip();
    while (record.hasRemaining()) {
      to.write(record);
    }
  }
}
