package weir.complaints;

import java.time.Instant;

/// What a person did to a complaint.
///
/// @param id by which the journal knows it
/// @param what `complaint-settled` or `complaint-reopened`
/// @param by who, as far as known
/// @param note in that person's words; empty for none
public record ComplaintAct(
    String id, long complaint, Instant at, String what, String by, String note) {
  /// It is dealt with.
  public static final String SETTLED = "complaint-settled";

  /// It is not, after all.
  public static final String REOPENED = "complaint-reopened";
}
