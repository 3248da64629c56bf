package weir.incident;

import java.util.Locale;

/// What was behind an incident, when it is over.
public enum Cause {
  /// The customer meant it, or is none.
  FRAUD,
  /// Somebody else used the account: a stolen password, a hole in a script.
  COMPROMISED,
  /// The customer did not know better.
  CUSTOMER_ERROR,
  /// Nothing was wrong.
  FALSE_POSITIVE;

  /// In the operators' words.
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
