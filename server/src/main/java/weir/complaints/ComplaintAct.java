package weir.complaints;

import java.time.Instant;
import weir.acts.Act;
import weir.acts.ActTable;

/// What a person did to a complaint.
///
/// @param id by which the journal knows it
/// @param what `complaint-settled` or `complaint-reopened`
/// @param by who, as far as known
/// @param note in that person's words; empty for none
public record ComplaintAct(
    String id, long complaint, Instant at, String what, String by, String note) implements Act {
  /// It is dealt with.
  public static final String SETTLED = "complaint-settled";

  /// It is not, after all.
  public static final String REOPENED = "complaint-reopened";

  static final ActTable<ComplaintAct> TABLE =
      new ActTable<>(
          "complaint",
          (id, complaint, at, word, by, note) ->
              new ComplaintAct(id, Long.parseLong(complaint), at, word, by, note));

  @Override
  public String about() {
    return Long.toString(complaint);
  }

  @Override
  public String word() {
    return what;
  }
}
