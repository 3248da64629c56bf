package weir.observation;

import weir.maillog.LogEvent;

/// What became of a message at one server.
///
/// @param delivered recipients to which it was delivered or handed on
/// @param failed recipients for which it was given up
/// @param deferrals attempts that are to be made again; a recipient may have many
public record Tally(int delivered, int failed, int deferrals) {
  static final Tally NONE = new Tally(0, 0, 0);

  Tally and(LogEvent.Result result) {
    return switch (result) {
      case DELIVERED -> new Tally(delivered + 1, failed, deferrals);
      case FAILED -> new Tally(delivered, failed + 1, deferrals);
      case DEFERRED -> new Tally(delivered, failed, deferrals + 1);
    };
  }

  /// Recipients of which all is known.
  public int done() {
    return delivered + failed;
  }
}
