package weir.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import weir.meter.Figure;
import weir.meter.Reading;

/// A sentence with numbers in it: `{recipients_1h} recipients in an hour`.
public final class Saying {
  private final List<Part> parts;

  private Saying(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  private sealed interface Part {
    record Text(String text) implements Part {}

    record Filled(Figure figure) implements Part {}
  }

  /// @return empty where something in braces is no number that a meter has, or a brace is left open
  public static Optional<Saying> read(String text) {
    List<Part> parts = new ArrayList<>();
    int from = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', from)) {
      int close = text.indexOf('}', open);
      Optional<Figure> figure =
          close < 0 ? Optional.empty() : Figure.named(text.substring(open + 1, close));
      if (figure.isEmpty()) {
        return Optional.empty();
      }
      parts.add(new Part.Text(text.substring(from, open)));
      parts.add(new Part.Filled(figure.get()));
      from = close + 1;
    }
    parts.add(new Part.Text(text.substring(from)));
    return Optional.of(new Saying(parts));
  }

  /// A sentence as it is, whatever is in it.
  public static Saying plain(String text) {
    return new Saying(List.of(new Part.Text(text)));
  }

  String about(Reading reading) {
    StringBuilder said = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Part.Text(String text) -> said.append(text);
        case Part.Filled(Figure figure) -> said.append(number(figure.of(reading)));
      }
    }
    return said.toString();
  }

  private static String number(OptionalLong value) {
    return value.isPresent() ? String.valueOf(value.getAsLong()) : "unknown";
  }
}
