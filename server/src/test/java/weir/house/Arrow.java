package weir.house;

/// One package, or one module, uses another.
///
/// @param from who uses; a package without its `weir.`
/// @param to who is used
/// @param where a class of `from` that does so
record Arrow(String from, String to, String where) {

  boolean sameWay(Arrow other) {
    return from.equals(other.from) && to.equals(other.to);
  }

  @Override
  public String toString() {
    return from + " -> " + to + (where.isEmpty() ? "" : " (" + where + ")");
  }
}
