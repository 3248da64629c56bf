package weir.meter;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How many different things were seen. Exact up to [#EXACT]; beyond that an estimate within 7 % or
/// so, in 256 octets however many they are (HyperLogLog; Flajolet and others, 2007).
///
/// A library's sketch has some hundred octets before it has seen anything, and a provider has some
/// million of these, nearly all of which stay small: these take 4 octets a thing at first.
final class Different {
  static final int EXACT = 16;

  private static final int REGISTERS = 256;
  private static final int REGISTER_BITS = 8;
  private static final double ALPHA = 0.7213 / (1 + 1.079 / REGISTERS);

  /// Below so many the registers that are empty tell more than those that are not.
  private static final double FEW = 2.5 * REGISTERS;

  private int[] hashes = new int[2];
  private int size;
  private byte @Nullable [] registers;

  /// What the registers come to; below 0 where that must be reckoned again.
  private long reckoned = -1;

  static Different copyOf(Different other) {
    Different copy = new Different();
    copy.hashes = other.hashes.clone();
    copy.size = other.size;
    copy.registers = other.registers == null ? null : other.registers.clone();
    return copy;
  }

  /// @param hash of a thing, by [#hash]
  /// @return whether it may be a new one
  boolean add(int hash) {
    if (registers != null) {
      boolean isMore = note(registers, hash);
      reckoned = isMore ? -1 : reckoned;
      return isMore;
    }
    for (int i = 0; i < size; i++) {
      if (hashes[i] == hash) {
        return false;
      }
    }
    if (size == EXACT) {
      byte[] many = new byte[REGISTERS];
      Arrays.stream(hashes).forEach(each -> note(many, each));
      note(many, hash);
      registers = many;
      hashes = new int[0];
      size = 0;
      return true;
    }
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.min(EXACT, size * 2));
    }
    hashes[size++] = hash;
    return true;
  }

  /// Adds all that the other has seen.
  void addAll(Different other) {
    if (other.registers == null) {
      for (int i = 0; i < other.size; i++) {
        add(other.hashes[i]);
      }
      return;
    }
    byte[] many = registers == null ? new byte[REGISTERS] : registers;
    for (int i = 0; i < size; i++) {
      note(many, hashes[i]);
    }
    for (int i = 0; i < REGISTERS; i++) {
      many[i] = (byte) Math.max(many[i], other.registers[i]);
    }
    registers = many;
    hashes = new int[0];
    size = 0;
    reckoned = -1;
  }

  long count() {
    if (registers == null) {
      return size;
    }
    if (reckoned < 0) {
      reckoned = estimate(registers);
    }
    return reckoned;
  }

  private static long estimate(byte[] registers) {
    double sum = 0;
    int empty = 0;
    for (byte each : registers) {
      sum += 1.0 / (1L << each);
      empty += each == 0 ? 1 : 0;
    }
    double raw = ALPHA * REGISTERS * REGISTERS / sum;
    return Math.round(
        raw <= FEW && empty > 0 ? REGISTERS * Math.log((double) REGISTERS / empty) : raw);
  }

  private static boolean note(byte[] registers, int hash) {
    int register = hash >>> (Integer.SIZE - REGISTER_BITS);
    int rank = Integer.numberOfLeadingZeros(hash << REGISTER_BITS | 1 << (REGISTER_BITS - 1)) + 1;
    if (rank <= registers[register]) {
      return false;
    }
    registers[register] = (byte) rank;
    return true;
  }

  /// The hash of a string has too few bits where strings are alike.
  static int hash(String thing) {
    long h = 0xcbf29ce484222325L;
    for (int i = 0; i < thing.length(); i++) {
      h = (h ^ thing.charAt(i)) * 0x100000001b3L;
    }
    h = (h ^ (h >>> 30)) * 0xbf58476d1ce4e5b9L;
    h = (h ^ (h >>> 27)) * 0x94d049bb133111ebL;
    return (int) (h ^ (h >>> 31));
  }

  /// Memory that it takes, about.
  int octets() {
    return 40 + 4 * hashes.length + (registers == null ? 0 : REGISTERS);
  }

  void write(DataOutput out) throws IOException {
    if (registers != null) {
      out.writeByte(EXACT + 1);
      out.write(registers);
      return;
    }
    out.writeByte(size);
    for (int i = 0; i < size; i++) {
      out.writeInt(hashes[i]);
    }
  }

  static Different read(DataInput in) throws IOException {
    Different read = new Different();
    int size = in.readUnsignedByte();
    if (size > EXACT) {
      byte[] many = new byte[REGISTERS];
      in.readFully(many);
      read.registers = many;
      read.hashes = new int[0];
      return read;
    }
    for (int i = 0; i < size; i++) {
      read.add(in.readInt());
    }
    return read;
  }
}
