package weir.takeover;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.libc.Libc;

/// Tells systemd how we are (sd_notify(3)), where it started us; otherwise says nothing.
///
/// @param socket what is in `NOTIFY_SOCKET`: a path, or an abstract name after `@`
public record Systemd(Optional<String> socket) {
  private static final Logger log = LoggerFactory.getLogger(Systemd.class);
  private static final short AF_UNIX = 1;
  private static final int FAMILY = 2;
  private static final int LONGEST_PATH = 108;

  public static Systemd ofEnvironment() {
    return new Systemd(
        Optional.ofNullable(System.getenv("NOTIFY_SOCKET")).filter(name -> !name.isEmpty()));
  }

  public void ready() {
    tell("READY=1");
  }

  public void stopping() {
    tell("STOPPING=1");
  }

  /// Another process is the service's now. Without this systemd would count our end as its.
  public void mainProcess(long pid) {
    tell("MAINPID=" + pid);
  }

  private void tell(String what) {
    if (socket.isEmpty()) {
      return;
    }
    try {
      send(socket.get(), what.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      log.warn("systemd was not told {}: {}", what, e.getMessage());
    }
  }

  private static void send(String name, byte[] message) throws IOException {
    byte[] path = name.getBytes(StandardCharsets.UTF_8);
    if (path.length >= LONGEST_PATH) {
      throw new IOException("NOTIFY_SOCKET is too long: " + name);
    }
    boolean isAbstract = path[0] == '@';
    try (Arena arena = Arena.ofConfined()) {
      // A path ends with a NUL; an abstract name begins with one, and every octet of it counts.
      MemorySegment address = arena.allocate(FAMILY + path.length + (isAbstract ? 0L : 1L), 2);
      address.set(JAVA_SHORT, 0, AF_UNIX);
      MemorySegment.copy(path, 0, address, JAVA_BYTE, FAMILY, path.length);
      if (isAbstract) {
        address.set(JAVA_BYTE, FAMILY, (byte) 0);
      }
      int descriptor = Libc.datagramSocket();
      try {
        Libc.sendTo(descriptor, arena.allocateFrom(JAVA_BYTE, message), address);
      } finally {
        Libc.close(descriptor);
      }
    }
  }
}
