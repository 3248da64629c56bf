package weir.state;

/// A named set of entries and counters with a bound of its own, so that a flood in one table never
/// pushes out what another one remembers.
///
/// Tables are constants of the packages that use them.
///
/// @param name lower case, kebab-case, unique in the program; the name in files and on other
///   servers
/// @param bound keys kept at most; at the bound the key that would expire first goes
/// @param durable whether entries survive a restart; counters never do
public record Table(String name, int bound, boolean durable) {

  public Table {
    if (name.isEmpty() || !name.chars().allMatch(Table::inName)) {
      throw new IllegalArgumentException("table name \"" + name + "\" is not kebab-case");
    }
    if (bound < 1) {
      throw new IllegalArgumentException("table " + name + " needs a bound of at least 1");
    }
  }

  private static boolean inName(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  }
}
