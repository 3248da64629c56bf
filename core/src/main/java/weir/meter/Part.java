package weir.meter;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import weir.likeness.Template;

/// What was counted in one window of the clock.
final class Part {
  /// Behind those of the sets, the bit that says that templates follow; format 1 never has it.
  private static final int TEMPLATES = 1 << 6;

  private final long[] sums = new long[Measure.SUMS];
  private @Nullable Different @Nullable [] sets;
  private @Nullable Templates templates;

  /// @param amount below 0 to take back; a sum ends at 0
  void add(Measure measure, long amount) {
    sums[measure.place()] = Math.max(0, sums[measure.place()] + amount);
  }

  /// @return whether it may be a new one
  boolean see(Measure measure, int thing) {
    if (sets == null) {
      sets = new @Nullable Different[Measure.SETS];
    }
    Different set = sets[index(measure)];
    if (set == null) {
      set = new Different();
      sets[index(measure)] = set;
    }
    return set.add(thing);
  }

  /// One more message of a template.
  void see(Template template) {
    templates = templates == null ? new Templates() : templates;
    templates.add(template);
  }

  @Nullable Templates templates() {
    return templates;
  }

  long sum(Measure measure) {
    return sums[measure.place()];
  }

  @Nullable Different set(Measure measure) {
    return sets == null ? null : sets[index(measure)];
  }

  boolean isEmpty() {
    return sets == null && templates == null && Arrays.stream(sums).allMatch(sum -> sum == 0);
  }

  static int index(Measure measure) {
    return measure.place() - Measure.SUMS;
  }

  /// Memory that it takes, about.
  int octets() {
    int octets = 24 + Long.BYTES * sums.length + (templates == null ? 0 : templates.octets());
    if (sets != null) {
      octets += 8 + 4 * sets.length;
      for (Different set : sets) {
        octets += set == null ? 0 : set.octets();
      }
    }
    return octets;
  }

  void write(DataOutput out) throws IOException {
    for (long sum : sums) {
      out.writeLong(sum);
    }
    int present = templates == null ? 0 : TEMPLATES;
    for (int i = 0; sets != null && i < sets.length; i++) {
      present |= sets[i] == null ? 0 : 1 << i;
    }
    out.writeByte(present);
    for (int i = 0; sets != null && i < sets.length; i++) {
      Different set = sets[i];
      if (set != null) {
        set.write(out);
      }
    }
    if (templates != null) {
      templates.write(out);
    }
  }

  /// @param known sums that the file has, the first ones
  static Part read(DataInput in, int known) throws IOException {
    Part part = new Part();
    for (int i = 0; i < known; i++) {
      part.sums[i] = in.readLong();
    }
    int present = in.readUnsignedByte();
    if ((present & ~TEMPLATES) != 0) {
      part.sets = new @Nullable Different[Measure.SETS];
    }
    for (int i = 0; i < Measure.SETS; i++) {
      if (part.sets != null && (present & 1 << i) != 0) {
        part.sets[i] = Different.read(in);
      }
    }
    if ((present & TEMPLATES) != 0) {
      part.templates = Templates.read(in);
    }
    return part;
  }
}
