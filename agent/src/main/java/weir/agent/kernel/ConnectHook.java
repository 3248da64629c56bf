package weir.agent.kernel;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/// Hears of each connection to some ports before its first packet leaves, of every process of this
/// machine, those in containers too: by a program of ours in the kernel (eBPF, at `connect` of the
/// root of the control groups), which refuses nothing.
///
/// It takes CAP_BPF, CAP_NET_ADMIN and CAP_PERFMON, or CAP_SYS_ADMIN, Linux 5.8 with control groups
/// of version 2, and the first namespace of processes. It ends with this process, whatever ends it.
/// One thread reads at a time.
public final class ConnectHook implements AutoCloseable {
  /// Octets for what was not read yet. When it is full, events are lost, and the connections are
  /// not: 13,000 fit.
  static final int ROOM = 1 << 20;

  private static final int CONNECT_4 = 10; // BPF_CGROUP_INET4_CONNECT
  private static final int CONNECT_6 = 11;

  private final List<Integer> descriptors = new ArrayList<>();
  private final RingBuffer ring;

  private ConnectHook(Path groups, Collection<Integer> ports) throws Refused {
    try {
      int map = kept(Bpf.ringBuffer(ROOM));
      int root = kept(Libc.openFolder(groups, "the control groups"));
      for (int family : new int[] {CONNECT_4, CONNECT_6}) {
        int program = kept(Bpf.load(program(map, ports, family == CONNECT_4), family));
        kept(Bpf.attach(program, root, family));
      }
      ring = new RingBuffer(map, ROOM);
    } catch (Refused e) {
      close();
      throw e;
    }
  }

  private int kept(int descriptor) {
    descriptors.add(descriptor);
    return descriptor;
  }

  /// @throws IOException with what this kernel, or who we are, does not allow
  public static ConnectHook open(Collection<Integer> ports) throws IOException {
    ProcessNumbers.mustBeOurs();
    return new ConnectHook(ControlGroups.root(), ports);
  }

  /// Hands on what came since, in its order; waits for something that long.
  ///
  /// @return how many
  public int read(Duration patience, Consumer<Connecting> to) throws IOException {
    return await(patience) ? read(to) : 0;
  }

  /// Waits for something that long; others may read meanwhile.
  ///
  /// @return whether there may be something
  public boolean await(Duration patience) throws IOException {
    return ring.await(patience);
  }

  /// Hands on what is there.
  ///
  /// @return how many
  public int read(Consumer<Connecting> to) {
    return ring.read(octets -> {
      if (octets.remaining() >= Connecting.OCTETS) {
        to.accept(Connecting.read(octets));
      }
    });
  }

  @Override
  public void close() {
    if (ring != null) {
      ring.close();
    }
    descriptors.reversed().forEach(Libc::close);
    descriptors.clear();
  }

  // Offsets of struct bpf_sock_addr.
  private static final int ADDRESS_4 = 4;
  private static final int ADDRESS_6 = 8;
  private static final int TO_PORT = 24;
  private static final int PROTOCOL = 36;

  private static final int TCP = 6;
  private static final int MULTIPATH_TCP = 262;

  // Functions of the kernel (linux/bpf.h).
  private static final int KTIME_GET_NS = 5;
  private static final int CURRENT_PID_TGID = 14;
  private static final int CURRENT_UID_GID = 15;
  private static final int CURRENT_COMM = 16;
  private static final int SOCKET_COOKIE = 46;
  private static final int CURRENT_CGROUP_ID = 80;
  private static final int RINGBUF_OUTPUT = 130;

  /// Tells of TCP to these ports, and lets all through (1).
  private static BpfCode program(int map, Collection<Integer> ports, boolean v4) {
    BpfCode code = new BpfCode().copy(BpfCode.R6, BpfCode.R1);
    code.load(BpfCode.R2, BpfCode.R6, PROTOCOL);
    code.jumpIfEqual(BpfCode.R2, TCP, "tcp");
    code.jumpIfEqual(BpfCode.R2, MULTIPATH_TCP, "tcp");
    code.jump("through").at("tcp");
    code.load(BpfCode.R2, BpfCode.R6, TO_PORT);
    ports.forEach(port -> code.jumpIfEqual(BpfCode.R2, asOnTheWire(port), "tell"));
    code.jump("through").at("tell");
    tell(code, map, v4);
    return code.at("through").set(BpfCode.R0, 1).exit();
  }

  /// What the two octets of a port are as a number of this machine.
  private static int asOnTheWire(int port) {
    return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
        ? Integer.reverseBytes(port) >>> 16
        : port;
  }

  private static void tell(BpfCode code, int map, boolean v4) {
    for (int offset = 0; offset < Connecting.OCTETS; offset += 8) {
      code.storeZero(BpfCode.FRAME, at(offset));
    }
    keep(code, KTIME_GET_NS, Connecting.NANOS);
    keep(code, CURRENT_PID_TGID, Connecting.PROCESS);
    keep(code, CURRENT_UID_GID, Connecting.USER);
    keep(code, CURRENT_CGROUP_ID, Connecting.GROUP);
    keep(code.copy(BpfCode.R1, BpfCode.R6), SOCKET_COOKIE, Connecting.COOKIE);
    code.copy(BpfCode.R1, BpfCode.FRAME).plus(BpfCode.R1, at(Connecting.NAME));
    code.set(BpfCode.R2, 16).call(CURRENT_COMM);
    for (int word = 0; word < (v4 ? 1 : 4); word++) {
      code.load(BpfCode.R2, BpfCode.R6, (v4 ? ADDRESS_4 : ADDRESS_6) + 4 * word);
      code.store(BpfCode.FRAME, at(Connecting.ADDRESS + 4 * word), BpfCode.R2);
    }
    code.load(BpfCode.R2, BpfCode.R6, TO_PORT);
    code.store(BpfCode.FRAME, at(Connecting.PORT), BpfCode.R2);
    code.set(BpfCode.R2, v4 ? 2 : 10);
    code.store(BpfCode.FRAME, at(Connecting.FAMILY), BpfCode.R2);
    code.map(BpfCode.R1, map);
    code.copy(BpfCode.R2, BpfCode.FRAME).plus(BpfCode.R2, at(0));
    code.set(BpfCode.R3, Connecting.OCTETS).set(BpfCode.R4, 0).call(RINGBUF_OUTPUT);
  }

  /// Where a field of the record is on the stack.
  private static int at(int field) {
    return field - Connecting.OCTETS;
  }

  private static void keep(BpfCode code, int helper, int field) {
    code.call(helper).storeLong(BpfCode.FRAME, at(field), BpfCode.R0);
  }
}
