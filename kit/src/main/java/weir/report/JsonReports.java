package weir.report;

import java.util.List;

/// Reads reports that are JSON. The kit has no reader of JSON.
@FunctionalInterface
public interface JsonReports {
  /// Reads none.
  JsonReports NONE = (_, _) -> List.of();

  /// @param text not to be trusted
  /// @param reporter address that the mail around it came from
  /// @return nothing where it is no report
  List<Complaint> read(String text, String reporter);
}
