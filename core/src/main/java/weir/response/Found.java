package weir.response;

/// What is there for a target at a place where responses take effect.
public sealed interface Found {

  /// Nothing that keeps it from anything.
  ///
  /// @param former what undoing has to restore exactly, in the place's own words; empty where
  ///   nothing to restore is changed
  record Nothing(String former) implements Found {
    public static final Nothing PLAIN = new Nothing("");
  }

  /// Something that carries our mark.
  ///
  /// @param lease whose id it carries
  /// @param response that it is
  record Ours(String lease, Response response) implements Found {}

  /// Something of the same effect that somebody else did; it is never touched.
  ///
  /// @param words what, for people
  record Foreign(String words) implements Found {}
}
