package weir.agent.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// The commands of bpf(2) that we give.
final class Bpf {
  private static final int MAP_CREATE = 0;
  private static final int PROG_LOAD = 5;
  private static final int LINK_CREATE = 28;

  private static final int RINGBUF = 27;
  private static final int CGROUP_SOCK_ADDR = 18;

  /// Octets of `union bpf_attr` as we know it; the kernel takes any length whose rest is zero.
  private static final int ATTRIBUTES = 128;

  private Bpf() {}

  /// @return the descriptor of the map
  static int ringBuffer(int octets) throws Refused {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment it = arena.allocate(ATTRIBUTES, 8);
      it.set(JAVA_INT, 0, RINGBUF);
      it.set(JAVA_INT, 12, octets); // max_entries
      return Libc.bpf(MAP_CREATE, it, "a ring buffer of eBPF");
    }
  }

  /// @param attachType of the two calls of `connect`
  /// @return the descriptor of the program
  static int load(BpfCode code, int attachType) throws Refused {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment it = arena.allocate(ATTRIBUTES, 8);
      it.set(JAVA_INT, 0, CGROUP_SOCK_ADDR);
      it.set(JAVA_INT, 4, code.count());
      it.set(JAVA_LONG, 8, arena.allocateFrom(JAVA_LONG, longs(code)).address());
      it.set(JAVA_LONG, 16, arena.allocateFrom("GPL").address()); // some functions are only for it
      it.asSlice(48, 16).copyFrom(arena.allocateFrom("weir_connect").asSlice(0, 12));
      it.set(JAVA_INT, 68, attachType);
      return Libc.bpf(PROG_LOAD, it, "a program of eBPF");
    }
  }

  private static long[] longs(BpfCode code) {
    return MemorySegment.ofArray(code.octets())
        .toArray(java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED);
  }

  /// @return the descriptor of the link; when it is closed the program is no longer called
  static int attach(int program, int target, int attachType) throws Refused {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment it = arena.allocate(ATTRIBUTES, 8);
      it.set(JAVA_INT, 0, program);
      it.set(JAVA_INT, 4, target);
      it.set(JAVA_INT, 8, attachType);
      return Libc.bpf(LINK_CREATE, it, "the hook at connect");
    }
  }
}
