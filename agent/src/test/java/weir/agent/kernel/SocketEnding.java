package weir.agent.kernel;

import java.io.IOException;
import org.junit.jupiter.api.Assumptions;
import weir.net.IpAddress;

/// Whether this kernel ends sockets of others: it can be built without (CONFIG_INET_DIAG_DESTROY).
public final class SocketEnding {
  private SocketEnding() {}

  /// Skips the running test where it does not.
  public static void isNeeded() throws IOException {
    IpAddress nobody = IpAddress.parse("127.0.0.1").orElseThrow();
    try (SocketTable table = SocketTable.open()) {
      table.destroy(nobody, 1, nobody, 1);
    } catch (Refused e) {
      Assumptions.assumeTrue(
          e.errno() != Refused.EOPNOTSUPP && !e.isForOthers(),
          "this kernel ends no sockets, or not for who we are");
      throw e;
    }
  }
}
