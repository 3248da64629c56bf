package weir.gateway;

/// How a session ended, in the words that journal and log show.
enum SessionEnd {
  /// A transaction under way was given up then, not lost.
  QUIT("quit"),
  /// Between commands, without QUIT.
  HUNG_UP("closed by client"),
  LOST_IN_MESSAGE("lost in the middle of a message"),
  LEFT_WAITING("left while it waited"),
  /// The client let one of our time limits pass; the detail says which.
  TIMED_OUT("timed out"),
  /// The connection broke; the detail says how.
  LOST("connection lost"),
  TLS_FAILED("TLS failed"),
  /// In place of the greeting; after XCLIENT that of the client that was named.
  REFUSED("refused at connect"),
  /// By a reply after which we close.
  CLOSED("closed by us"),
  LIMIT("limit reached"),
  /// Another session needed the place in which this one waited for a delayed reply.
  DISPLACED("sent away while it waited"),
  /// Before its session began: too many connections, or we are stopping.
  TURNED_AWAY("turned away"),
  STOPPED("stopped"),
  /// By a defect of ours; the log has its stack.
  FAILED("failed");

  private final String words;

  SessionEnd(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /// With what is known beyond it.
  String words(String detail) {
    return words + ": " + detail;
  }
}
