package weir.meter;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import weir.likeness.Template;

/// How often the templates that are seen most often were seen, in 16 octets each.
///
/// Of more than [#MOST] at a time each new one costs all of them one (Misra and Gries, 1982): a
/// count is never too high, and too low by a fifth of all messages at most. What somebody sends to
/// many is found; who writes each letter anew shows nothing.
final class Templates {
  static final int MOST = 4;

  private static final int PAIR = 2;

  /// A template's bits and its count, in turn.
  private long[] pairs = new long[0];

  /// One more message of a template.
  void add(Template seen) {
    int at = indexOf(seen);
    if (at >= 0) {
      pairs[at + 1]++;
    } else if (pairs.length < MOST * PAIR) {
      pairs = Arrays.copyOf(pairs, pairs.length + PAIR);
      pairs[pairs.length - PAIR] = seen.bits();
      pairs[pairs.length - 1] = 1;
    } else {
      less();
    }
  }

  /// A message of a template was counted by mistake.
  void remove(Template seen) {
    int at = indexOf(seen);
    if (at >= 0) {
      pairs[at + 1]--;
      keepSome();
    }
  }

  /// The nearest of those that are like it; below 0 where none is.
  private int indexOf(Template seen) {
    int nearest = -1;
    int distance = Template.ALIKE_OF_ONE + 1;
    for (int i = 0; i < pairs.length; i += PAIR) {
      int its = seen.distance(new Template(pairs[i]));
      if (its < distance) {
        nearest = i;
        distance = its;
      }
    }
    return nearest;
  }

  private void less() {
    for (int i = 0; i < pairs.length; i += PAIR) {
      pairs[i + 1]--;
    }
    keepSome();
  }

  /// Those that are counted at all.
  private void keepSome() {
    int kept = 0;
    for (int i = 0; i < pairs.length; i += PAIR) {
      if (pairs[i + 1] > 0) {
        pairs[kept] = pairs[i];
        pairs[kept + 1] = pairs[i + 1];
        kept += PAIR;
      }
    }
    pairs = Arrays.copyOf(pairs, kept);
  }

  /// How often the template was seen that was seen most often.
  ///
  /// @param now of the window of the clock that holds now
  /// @param before of the one before it
  /// @param covered how much of that one still counts, from 0 to 1
  static long most(@Nullable Templates now, @Nullable Templates before, double covered) {
    long most = 0;
    for (int i = 0; now != null && i < now.pairs.length; i += PAIR) {
      int earlier = before == null ? -1 : before.indexOf(new Template(now.pairs[i]));
      long counts =
          earlier < 0 || before == null ? 0 : (long) (before.pairs[earlier + 1] * covered);
      most = Math.max(most, now.pairs[i + 1] + counts);
    }
    for (int i = 0; before != null && i < before.pairs.length; i += PAIR) {
      most = Math.max(most, (long) (before.pairs[i + 1] * covered));
    }
    return most;
  }

  /// Memory that they take, about.
  int octets() {
    return 32 + Long.BYTES * pairs.length;
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(pairs.length / PAIR);
    for (long each : pairs) {
      out.writeLong(each);
    }
  }

  static Templates read(DataInput in) throws IOException {
    Templates read = new Templates();
    int size = in.readUnsignedByte();
    if (size > MOST) {
      throw new IOException(size + " templates of one sender");
    }
    read.pairs = new long[size * PAIR];
    for (int i = 0; i < read.pairs.length; i++) {
      read.pairs[i] = in.readLong();
    }
    return read;
  }
}
