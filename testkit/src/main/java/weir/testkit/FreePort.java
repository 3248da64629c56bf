package weir.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A port of loopback that nobody has at the moment, by TCP and by UDP, and that nobody of this
/// process was given before: who asks for two gets two. Whoever wants it should hurry.
public final class FreePort {
  private static final int ATTEMPTS = 100;
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePort() {}

  public static int any() {
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = byTcp();
      if (isFreeByUdp(port) && GIVEN.add(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no port was free by TCP and by UDP");
  }

  private static int byTcp() {
    try (ServerSocket tcp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return tcp.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isFreeByUdp(int port) {
    try (DatagramSocket udp = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
      return udp.getLocalPort() == port;
    } catch (IOException _) {
      return false;
    }
  }
}
