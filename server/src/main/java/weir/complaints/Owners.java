package weir.complaints;

import weir.report.Complaint;

/// Says whose message a complaint is about.
@FunctionalInterface
public interface Owners {
  /// Knows nobody.
  Owners NONE = _ -> new Whose.Unlooked("nobody has looked");

  Whose whose(Complaint complaint);
}
