package weir.meter;

import java.util.Locale;

/// Whose meter it is.
///
/// @param name of the login, program, domain, account, reseller or host, as the directory and the
///   logs have it; never empty, for what is counted by an empty key would be counted for everybody
public record MeterKey(Kind kind, String name) {
  /// Characters of a name; what is the same in so many is the same.
  public static final int LONGEST = 1_000;

  /// @throws IllegalArgumentException when the name is empty
  public MeterKey {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a meter of a " + kind + " without a name");
    }
    name = name.substring(0, Math.min(LONGEST, name.length()));
  }

  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT) + " " + name;
  }
}
