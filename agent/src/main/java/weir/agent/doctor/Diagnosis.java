package weir.agent.doctor;

import java.util.List;

/// What is to be said of one point of a program's settings.
public sealed interface Diagnosis {

  /// It is as it should be.
  ///
  /// @param what is known by it, short
  record Sound(String what) implements Diagnosis {}

  /// It should be otherwise.
  ///
  /// @param what is not as it should be
  /// @param lines to write, as they stand; empty where no line would do
  /// @param where to write them, and what to do then
  /// @param without what stays unknown
  record Wanting(Need need, String what, List<String> lines, String where, List<String> without)
      implements Diagnosis {
    public Wanting {
      lines = List.copyOf(lines);
      without = List.copyOf(without);
    }
  }

  /// It could not be looked at, or not by us.
  ///
  /// @param what is not known
  /// @param cause why, and what would settle it
  record Unclear(String what, String cause) implements Diagnosis {}
}
