package weir.agent.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Instructions of eBPF (RFC 9669), written one after the other; jumps are to names.
final class BpfCode {
  /// Result of a call, and of the program.
  static final int R0 = 0;

  static final int R1 = 1;
  static final int R2 = 2;
  static final int R3 = 3;
  static final int R4 = 4;

  /// The first of those that a call leaves alone.
  static final int R6 = 6;

  /// The end of the stack, which grows downwards.
  static final int FRAME = 10;

  private record Instruction(int code, int to, int from, int offset, int number, String target) {}

  private final List<Instruction> instructions = new ArrayList<>();
  private final Map<String, Integer> names = new HashMap<>();

  private BpfCode add(int code, int to, int from, int offset, int number) {
    instructions.add(new Instruction(code, to, from, offset, number, ""));
    return this;
  }

  BpfCode copy(int to, int from) {
    return add(0xBF, to, from, 0, 0);
  }

  BpfCode set(int to, int number) {
    return add(0xB7, to, 0, 0, number);
  }

  BpfCode plus(int to, int number) {
    return add(0x07, to, 0, 0, number);
  }

  /// Reads 32 bits.
  BpfCode load(int to, int from, int offset) {
    return add(0x61, to, from, offset, 0);
  }

  /// Writes 32 bits.
  BpfCode store(int to, int offset, int from) {
    return add(0x63, to, from, offset, 0);
  }

  /// Writes 64 bits.
  BpfCode storeLong(int to, int offset, int from) {
    return add(0x7B, to, from, offset, 0);
  }

  /// Writes 64 bits, all zero.
  BpfCode storeZero(int to, int offset) {
    return add(0x7A, to, 0, offset, 0);
  }

  /// Calls a function of the kernel by its number (linux/bpf.h).
  BpfCode call(int helper) {
    return add(0x85, 0, 0, 0, helper);
  }

  /// Loads a map by its descriptor: two instructions wide.
  BpfCode map(int to, int descriptor) {
    return add(0x18, to, 1, 0, descriptor).add(0, 0, 0, 0, 0);
  }

  BpfCode jumpIfEqual(int register, int number, String target) {
    return jump(0x15, register, number, target);
  }

  BpfCode jump(String target) {
    return jump(0x05, 0, 0, target);
  }

  private BpfCode jump(int code, int register, int number, String target) {
    instructions.add(new Instruction(code, register, 0, 0, number, target));
    return this;
  }

  /// Where jumps to this name go.
  BpfCode at(String name) {
    names.put(name, instructions.size());
    return this;
  }

  BpfCode exit() {
    return add(0x95, 0, 0, 0, 0);
  }

  int count() {
    return instructions.size();
  }

  byte[] octets() {
    ByteBuffer out = ByteBuffer.allocate(8 * count()).order(ByteOrder.nativeOrder());
    boolean low = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    for (int i = 0; i < count(); i++) {
      Instruction each = instructions.get(i);
      int offset = each.target().isEmpty() ? each.offset() : target(each) - i - 1;
      out.put((byte) each.code());
      out.put((byte) (low ? each.from() << 4 | each.to() : each.to() << 4 | each.from()));
      out.putShort((short) offset);
      out.putInt(each.number());
    }
    return out.array();
  }

  private int target(Instruction jump) {
    Integer target = names.get(jump.target());
    if (target == null) {
      throw new IllegalStateException("no place is called " + jump.target());
    }
    return target;
  }
}
