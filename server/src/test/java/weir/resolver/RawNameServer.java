package weir.resolver;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// A name server, over UDP only, that answers octets with whatever packets a test makes of them.
final class RawNameServer implements AutoCloseable {

  private final DatagramSocket socket;

  private RawNameServer(DatagramSocket socket) {
    this.socket = socket;
  }

  static RawNameServer start(Function<byte[], List<byte[]>> answers) throws IOException {
    DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> serve(socket, answers));
    return new RawNameServer(socket);
  }

  private static void serve(DatagramSocket socket, Function<byte[], List<byte[]>> answers) {
    DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
    while (!socket.isClosed()) {
      try {
        socket.receive(packet);
        for (byte[] answer : answers.apply(Arrays.copyOf(packet.getData(), packet.getLength()))) {
          socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      } catch (IOException _) {
        // closed, or one packet lost
      }
    }
  }

  String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  /// The question with the bits of a response, these counts, and `rest` after it; EDNS is left out.
  static byte[] response(byte[] question, int code, int answers, int authorities, byte... rest) {
    int end = QuestionWriter.endOfQuestion(question);
    ByteBuffer message = ByteBuffer.allocate(end + rest.length);
    message.put(question, 0, end).put(rest);
    message.put(2, (byte) 0x81).put(3, (byte) (0x80 | code));
    message.putShort(6, (short) answers).putShort(8, (short) authorities).putShort(10, (short) 0);
    return message.array();
  }

  /// One record that belongs to the name of the question.
  static byte[] record(int type, byte... data) {
    return ByteBuffer.allocate(12 + data.length)
        .putShort((short) 0xc00c)
        .putShort((short) type)
        .putShort((short) 1)
        .putInt(60)
        .putShort((short) data.length)
        .put(data)
        .array();
  }

  @Override
  public void close() {
    socket.close();
  }
}
