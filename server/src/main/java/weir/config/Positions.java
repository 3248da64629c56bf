package weir.config;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// Where each value of a bound file stands, so that a mistake found later, by whoever resolves the
/// names in the settings, is reported at its line like any other.
public final class Positions {
  private final String file;
  private final Map<String, Position> places;

  Positions(String file, Map<String, Position> places) {
    this.file = file;
    this.places = places;
  }

  /// Whether the file itself gives this value, instead of a default.
  public boolean isWritten(KeyPath key) {
    return places.containsKey(key.text());
  }

  /// The place of the value; of a value the file does not mention, the nearest table around it.
  public Position of(KeyPath key) {
    String text = key.text();
    while (!text.isEmpty()) {
      Position place = places.get(text);
      if (place != null) {
        return place;
      }
      text = text.substring(0, Math.max(0, Math.max(text.lastIndexOf('.'), text.lastIndexOf('['))));
    }
    return new Position(file, 1, 1);
  }

  /// A mistake at this key.
  public Mistake mistake(KeyPath key, String reason) {
    return Mistake.at(of(key), key, reason, Optional.empty());
  }

  /// A name that stands for nothing: `hop "mian" is not defined (did you mean main?)`.
  ///
  /// @param kind what the name should name, such as `hop`
  /// @param known the names there are
  public Mistake undefined(KeyPath key, String kind, String name, Collection<String> known) {
    return Mistake.at(of(key), key, undefined(kind, name, known), Nearest.to(name, known));
  }

  private static String undefined(String kind, String name, Collection<String> known) {
    String reason = kind + " " + Text.quoted(name) + " is not defined";
    return known.isEmpty() ? reason + "; no " + kind + " is" : reason;
  }
}
