package weir.lists;

import java.util.Set;
import weir.config.Doc;
import weir.net.IpAddress;

/// A list whose health is looked after.
///
/// @param points what it must answer
/// @param errors values by which it says that it does not serve us, beside those of everybody
public record Watched(String zone, Catalogue.Kind kind, Points points, Set<IpAddress> errors) {

  public Watched {
    errors = Set.copyOf(errors);
  }

  /// Whether control addresses must not be on it.
  boolean controlled() {
    return kind == Catalogue.Kind.BLOCK;
  }

  /// What a list in good health answers (RFC 5782 section 5).
  public enum Points {
    @Doc("127.0.0.2 is listed, 127.0.0.1 is not.")
    V4,
    @Doc("`::FFFF:7F00:2` is listed, `::FFFF:7F00:1` is not.")
    V6,
    @Doc("The name TEST is listed, INVALID is not.")
    NAMES,
    @Doc("What must be absent is: 127.0.0.1, or INVALID. For lists that have no entry for tests.")
    ABSENT,
    @Doc("Nothing is asked. For a list of your own that does not keep to RFC 5782.")
    NONE
  }
}
