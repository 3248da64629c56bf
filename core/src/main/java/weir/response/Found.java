package weir.response;

import java.time.Instant;
import java.util.Optional;

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
  /// @param until when that lease ends, as far as the place knows; empty where it knows no end
  record Ours(String lease, Response response, Optional<Instant> until) implements Found {
    /// At a place that knows no end.
    public Ours(String lease, Response response) {
      this(lease, response, Optional.empty());
    }

    /// The same, with its end.
    public Ours until(Instant end) {
      return new Ours(lease, response, Optional.of(end));
    }
  }

  /// Something of the same effect that somebody else did; it is never touched.
  ///
  /// @param words what, for people
  record Foreign(String words) implements Found {}
}
