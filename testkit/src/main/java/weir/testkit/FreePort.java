package weir.testkit;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/// A port of loopback that nobody has at the moment, by TCP and by UDP, and that nobody of this
/// process was given before: who asks for two gets two. It is below those that Linux gives to
/// outgoing connections, so none of these takes it before it is listened at.
public final class FreePort {
  private static final int FIRST = 10_000;
  private static final int END = 32_768;
  private static final int ATTEMPTS = 100;
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePort() {}

  public static int any() {
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, END);
      if (isFreeByTcp(port) && isFreeByUdp(port) && GIVEN.add(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no port was free by TCP and by UDP");
  }

  private static boolean isFreeByTcp(int port) {
    try (ServerSocket tcp = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return tcp.getLocalPort() == port;
    } catch (IOException _) {
      return false;
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
