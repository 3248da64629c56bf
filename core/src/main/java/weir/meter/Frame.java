package weir.meter;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import weir.likeness.Template;

/// What a meter has counted over one window: in the window of the clock that holds now, and in the
/// one before it.
final class Frame {
  private final Window window;

  /// Of the window of the clock that holds now.
  private long number;

  private @Nullable Part now;
  private @Nullable Part before;

  /// How many different things both have seen together, of each kind, as long as that is true:
  /// below 0 where it must be reckoned again. Rules ask for it with each message.
  private long @Nullable [] together;

  Frame(Window window, long now) {
    this.window = window;
    this.number = window.number(now);
  }

  /// Lets go what the window has left behind. Time that runs back changes nothing.
  void roll(long millis) {
    long next = window.number(millis);
    if (next > number) {
      before = next == number + 1 ? now : null;
      now = null;
      together = null;
      number = next;
    }
  }

  /// @param at when it was: what is older than both windows of the clock counts no more
  void add(Measure measure, long amount, long at) {
    Part part = part(at);
    if (part != null) {
      part.add(measure, amount);
    }
  }

  void see(Measure measure, int thing, long at) {
    Part part = part(at);
    if (part != null && part.see(measure, thing) && together != null) {
      together[Part.index(measure)] = -1;
    }
  }

  void see(Template template, long at) {
    Part part = part(at);
    if (part != null) {
      part.see(template);
    }
  }

  void takeBack(Template template, long at) {
    Part part = part(at);
    Templates templates = part == null ? null : part.templates();
    if (templates != null) {
      templates.remove(template);
    }
  }

  private @Nullable Part part(long at) {
    long meant = window.number(at);
    if (meant >= number) {
      now = now == null ? new Part() : now;
      return now;
    }
    if (meant == number - 1) {
      before = before == null ? new Part() : before;
      return before;
    }
    return null;
  }

  /// To be asked after [#roll].
  long value(Measure measure, long millis) {
    double covered = window.number(millis) > number ? 0 : window.covered(millis);
    if (measure == Measure.SAME_TEMPLATE) {
      return Templates.most(
          now == null ? null : now.templates(),
          before == null ? null : before.templates(),
          covered);
    }
    return measure.isOfDifferent() ? different(measure, covered) : sum(measure, covered);
  }

  private long sum(Measure measure, double covered) {
    long sum = now == null ? 0 : now.sum(measure);
    return sum + (before == null ? 0 : (long) (before.sum(measure) * covered));
  }

  /// Of what only the window of the clock before this one has seen, as much as is covered still.
  private long different(Measure measure, double covered) {
    Different current = now == null ? null : now.set(measure);
    Different previous = before == null ? null : before.set(measure);
    if (previous == null) {
      return current == null ? 0 : current.count();
    }
    if (current == null) {
      return (long) (previous.count() * covered);
    }
    long both = together(Part.index(measure), current, previous);
    return current.count() + (long) (Math.max(0, both - current.count()) * covered);
  }

  private long together(int index, Different current, Different previous) {
    if (together == null) {
      together = new long[Measure.SETS];
      Arrays.fill(together, -1);
    }
    if (together[index] < 0) {
      Different both = Different.copyOf(current);
      both.addAll(previous);
      together[index] = both.count();
    }
    return together[index];
  }

  boolean isEmpty() {
    return (now == null || now.isEmpty()) && (before == null || before.isEmpty());
  }

  /// Memory that it takes, about.
  int octets() {
    return 40
        + (together == null ? 0 : 16 + Long.BYTES * Measure.SETS)
        + (now == null ? 0 : now.octets())
        + (before == null ? 0 : before.octets());
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(number);
    out.writeByte((now == null ? 0 : 1) | (before == null ? 0 : 2));
    if (now != null) {
      now.write(out);
    }
    if (before != null) {
      before.write(out);
    }
  }

  static Frame read(Window window, DataInput in, int known) throws IOException {
    Frame frame = new Frame(window, 0);
    frame.number = in.readLong();
    int parts = in.readUnsignedByte();
    frame.now = (parts & 1) == 0 ? null : Part.read(in, known);
    frame.before = (parts & 2) == 0 ? null : Part.read(in, known);
    return frame;
  }
}
