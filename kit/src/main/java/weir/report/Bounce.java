package weir.report;

import java.util.List;
import weir.mime.Header;

/// A message was not delivered, or not yet, or it is said that it was.
///
/// @param form in which that is said
/// @param reporter host that says so, or the address that the bounce came from
/// @param deliveries one for each recipient that is named, in order
/// @param reported header of the message, as much as there is
public record Bounce(Form form, String reporter, List<Delivery> deliveries, Header reported)
    implements Report {

  public Bounce {
    deliveries = List.copyOf(deliveries);
  }

  /// How a bounce can be written.
  public enum Form {
    /// With a part that programs read (RFC 3464).
    STATUS,
    /// As text for people.
    TEXT
  }
}
