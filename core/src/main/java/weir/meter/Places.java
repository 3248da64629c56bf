package weir.meter;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/// Where a login has been: networks, or countries. A stolen password is used elsewhere.
///
/// A place is new until a day after it was first seen, and again when it has not been seen for
/// [#KEPT]. Nothing is new until somebody has been known for as long as [History] is silent.
final class Places {
  static final int MOST = 16;
  static final Duration KEPT = Duration.ofDays(56);

  private static final int NEW_FOR = 24;

  /// Hour at which the first of all places was seen.
  private int begun = -1;

  private int[] hashes = new int[2];
  private int[] first = new int[2];
  private int[] last = new int[2];
  private int size;

  /// Somebody is at a place.
  ///
  /// @param hash of it, by [Different#hash]
  /// @param hour since 1970
  /// @return whether it is new
  boolean isNew(int hash, int hour) {
    begun = begun < 0 ? hour : begun;
    int at = place(hash, hour);
    last[at] = Math.max(last[at], hour);
    return hour - first[at] < NEW_FOR && hour - begun >= History.SILENT.toHours();
  }

  private int place(int hash, int hour) {
    for (int i = 0; i < size; i++) {
      if (hashes[i] == hash) {
        if (hour - last[i] > KEPT.toHours()) {
          first[i] = hour;
        }
        return i;
      }
    }
    int at = room();
    hashes[at] = hash;
    first[at] = hour;
    last[at] = hour;
    return at;
  }

  /// Makes room where there is none: the place goes that was seen over the shortest time, so that
  /// who comes from everywhere does not push out where somebody is at home.
  private int room() {
    if (size < MOST) {
      if (size == hashes.length) {
        int more = Math.min(MOST, size * 2);
        hashes = Arrays.copyOf(hashes, more);
        first = Arrays.copyOf(first, more);
        last = Arrays.copyOf(last, more);
      }
      return size++;
    }
    int shortest = 0;
    for (int i = 1; i < size; i++) {
      if (last[i] - first[i] < last[shortest] - first[shortest]) {
        shortest = i;
      }
    }
    return shortest;
  }

  /// Memory that it takes, about.
  int octets() {
    return 80 + 3 * Integer.BYTES * hashes.length;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(begun);
    out.writeByte(size);
    for (int i = 0; i < size; i++) {
      out.writeInt(hashes[i]);
      out.writeInt(first[i]);
      out.writeInt(last[i]);
    }
  }

  static Places read(DataInput in) throws IOException {
    Places read = new Places();
    read.begun = in.readInt();
    int size = in.readUnsignedByte();
    if (size > MOST) {
      throw new IOException(size + " places of one login");
    }
    for (int i = 0; i < size; i++) {
      int at = read.room();
      read.hashes[at] = in.readInt();
      read.first[at] = in.readInt();
      read.last[at] = in.readInt();
    }
    return read;
  }
}
