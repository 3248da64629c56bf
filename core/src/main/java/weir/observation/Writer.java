package weir.observation;

/// Who can have written what a witness says. A line of a log looks the same, whoever wrote it.
public enum Writer {
  /// Any user of the host: the socket of its syslog takes a line in any program's name (syslog(3),
  /// `logger -t`), and what comes over the network to a collector has no better one.
  ANY_USER,
  /// The mail server alone: its own file, an entry of the journal of which the kernel says who
  /// wrote it, or our gateway's own session.
  SERVER
}
