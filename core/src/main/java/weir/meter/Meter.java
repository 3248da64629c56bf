package weir.meter;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import weir.likeness.Template;

/// All that is counted of one sender. Not thread-safe; [Meters] guards it.
final class Meter {
  private static final long HOUR = Window.HOUR.millis();

  private final @Nullable Frame[] frames = new @Nullable Frame[Window.values().length];
  private @Nullable History history;
  private @Nullable Places networks;
  private @Nullable Places countries;

  /// The hour that is being added up for the history.
  private int hour;

  private long ofHour;

  /// What is usual, by the history up to the hour that is being added up.
  private @Nullable Usual usual;

  private int usualOf = -1;

  /// Of the last change.
  private long touched;

  /// What [MeterTable] has reckoned for it.
  int reckoned;

  /// Lets time pass up to now.
  void roll(long now) {
    for (Window window : Window.values()) {
      Frame frame = frames[window.place()];
      if (frame != null) {
        frame.roll(now);
        if (frame.isEmpty()) {
          frames[window.place()] = null;
        }
      }
    }
    int current = hour(now);
    if (current > hour) {
      if (ofHour > 0) {
        history = history == null ? new History() : history;
        history.add(hour, ofHour);
      }
      hour = current;
      ofHour = 0;
    }
  }

  static int hour(long millis) {
    return (int) Math.floorDiv(millis, HOUR);
  }

  void add(Measure measure, long amount, long at, long now) {
    if (amount <= 0) {
      return;
    }
    roll(now);
    touched = Math.max(touched, now);
    for (Window window : Window.values()) {
      frame(window, now).add(measure, amount, at);
    }
    if (measure == Measure.RECIPIENTS && hour(at) >= hour) {
      ofHour += amount;
    }
  }

  /// What was counted by mistake. What a set has seen stays seen.
  void takeBack(Measure measure, long amount, long at, long now) {
    roll(now);
    for (Frame frame : frames) {
      if (frame != null) {
        frame.add(measure, -amount, at);
      }
    }
    if (measure == Measure.RECIPIENTS && hour(at) >= hour) {
      ofHour = Math.max(0, ofHour - amount);
    }
  }

  /// A message of a template that was counted by mistake.
  void takeBack(Template template, long at, long now) {
    roll(now);
    for (Frame frame : frames) {
      if (frame != null) {
        frame.takeBack(template, at);
      }
    }
  }

  /// @param thing as [Different] knows it
  void see(Measure measure, int thing, long at, long now) {
    roll(now);
    touched = Math.max(touched, now);
    for (Window window : Window.values()) {
      frame(window, now).see(measure, thing, at);
    }
  }

  /// One more message of a template.
  void see(Template template, long at, long now) {
    roll(now);
    touched = Math.max(touched, now);
    for (Window window : Window.values()) {
      frame(window, now).see(template, at);
    }
  }

  /// Whoever it is was somewhere.
  ///
  /// @param measure [Measure#FROM_NEW_NETWORK] or [Measure#FROM_NEW_COUNTRY], which it adds to
  /// @param messages that were sent from there
  void place(Measure measure, int place, int messages, long at, long now) {
    Places places;
    if (measure == Measure.FROM_NEW_NETWORK) {
      networks = networks == null ? new Places() : networks;
      places = networks;
    } else {
      countries = countries == null ? new Places() : countries;
      places = countries;
    }
    if (places.isNew(place, hour(at))) {
      add(measure, messages, at, now);
    }
  }

  private Frame frame(Window window, long now) {
    Frame frame = frames[window.place()];
    if (frame == null) {
      frame = new Frame(window, now);
      frames[window.place()] = frame;
    }
    return frame;
  }

  /// All values at a moment.
  Reading read(MeterKey key, long now) {
    roll(now);
    long[][] values = new long[Measure.values().length][Window.values().length];
    for (Window window : Window.values()) {
      Frame frame = frames[window.place()];
      if (frame != null) {
        for (Measure measure : Measure.values()) {
          values[measure.place()][window.place()] = frame.value(measure, now);
        }
      }
    }
    return new Reading(key, values, usual(now));
  }

  private @Nullable Usual usual(long now) {
    int current = hour(now);
    if (usualOf != current) {
      usualOf = current;
      usual =
          history == null || !history.speaks(current)
              ? null
              : new Usual(
                  history.usual(current), history.highHour(current), history.highDay(current));
    }
    return usual;
  }

  boolean isQuiet(long since) {
    return touched < since;
  }

  /// Memory that it takes, about, with its name's place in a table.
  int octets() {
    int octets = 160 + (usual == null ? 0 : 32);
    for (Frame frame : frames) {
      octets += frame == null ? 0 : frame.octets();
    }
    return octets
        + (history == null ? 0 : history.octets())
        + (networks == null ? 0 : networks.octets())
        + (countries == null ? 0 : countries.octets());
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(touched);
    out.writeInt(hour);
    out.writeLong(ofHour);
    out.writeBoolean(history != null);
    if (history != null) {
      history.write(out);
    }
    write(networks, out);
    write(countries, out);
    for (Frame frame : frames) {
      out.writeBoolean(frame != null);
      if (frame != null) {
        frame.write(out);
      }
    }
  }

  private static void write(@Nullable Places places, DataOutput out) throws IOException {
    out.writeBoolean(places != null);
    if (places != null) {
      places.write(out);
    }
  }

  static Meter read(DataInput in, int known) throws IOException {
    Meter meter = new Meter();
    meter.touched = in.readLong();
    meter.hour = in.readInt();
    meter.ofHour = in.readLong();
    if (in.readBoolean()) {
      meter.history = History.read(in);
    }
    meter.networks = in.readBoolean() ? Places.read(in) : null;
    meter.countries = in.readBoolean() ? Places.read(in) : null;
    for (Window window : Window.values()) {
      if (in.readBoolean()) {
        meter.frames[window.place()] = Frame.read(window, in, known);
      }
    }
    return meter;
  }
}
