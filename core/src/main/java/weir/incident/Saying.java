package weir.incident;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.meter.Measure;
import weir.meter.Reading;
import weir.meter.Window;

/// A sentence with numbers in it: `{recipients_1h} recipients in an hour`.
public final class Saying {
  private static final Map<String, Part.Value> NUMBERS = numbers();

  private final List<Part> parts;

  private Saying(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  private sealed interface Part {
    record Text(String text) implements Part {}

    record Value(Measure measure, Window window) implements Part {}
  }

  private static Map<String, Part.Value> numbers() {
    Map<String, Part.Value> all = new HashMap<>();
    for (Measure measure : Measure.values()) {
      for (Window window : Window.values()) {
        all.put(measure.word() + "_" + window.word(), new Part.Value(measure, window));
      }
    }
    return all;
  }

  /// @return empty where something in braces is no number that a meter has, or a brace is left open
  public static Optional<Saying> read(String text) {
    List<Part> parts = new ArrayList<>();
    int from = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', from)) {
      int close = text.indexOf('}', open);
      Part.Value number = close < 0 ? null : NUMBERS.get(text.substring(open + 1, close));
      if (number == null) {
        return Optional.empty();
      }
      parts.add(new Part.Text(text.substring(from, open)));
      parts.add(number);
      from = close + 1;
    }
    parts.add(new Part.Text(text.substring(from)));
    return Optional.of(new Saying(parts));
  }

  String about(Reading reading) {
    StringBuilder said = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Part.Text(String text) -> said.append(text);
        case Part.Value(Measure measure, Window window) ->
            said.append(reading.value(measure, window));
      }
    }
    return said.toString();
  }
}
