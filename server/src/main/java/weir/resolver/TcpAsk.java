package weir.resolver;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/// One question over TCP (RFC 7766), blocking, on a connection of its own: for the rare answer that
/// does not fit into a packet.
final class TcpAsk {

  private TcpAsk() {}

  /// The answer, which fits the question.
  ///
  /// @param deadline by `System.nanoTime`; holds for the whole of it, however slowly octets drip
  static byte[] ask(InetSocketAddress server, byte[] message, long deadline) throws IOException {
    try (Socket socket = new Socket()) {
      socket.setTcpNoDelay(true);
      socket.connect(server, left(deadline));
      socket
          .getOutputStream()
          .write(
              ByteBuffer.allocate(2 + message.length)
                  .putShort((short) message.length)
                  .put(message)
                  .array());
      byte[] length = read(socket, 2, deadline);
      byte[] answer = read(socket, ((length[0] & 0xff) << 8) | (length[1] & 0xff), deadline);
      ByteBuffer received = ByteBuffer.wrap(answer);
      if (ReceivedPacket.id(received) != (ByteBuffer.wrap(message).getShort(0) & 0xffff)
          || !ReceivedPacket.answers(received, message)) {
        throw new IOException("an answer to another question");
      }
      return answer;
    }
  }

  private static byte[] read(Socket socket, int count, long deadline) throws IOException {
    byte[] octets = new byte[count];
    int got = 0;
    while (got < count) {
      socket.setSoTimeout(left(deadline));
      int more = socket.getInputStream().read(octets, got, count - got);
      if (more < 0) {
        throw new EOFException("closed in mid-answer");
      }
      got += more;
    }
    return octets;
  }

  private static int left(long deadline) throws SocketTimeoutException {
    long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    if (millis <= 0) {
      throw new SocketTimeoutException("no answer in time");
    }
    return (int) Math.min(millis, Integer.MAX_VALUE);
  }
}
