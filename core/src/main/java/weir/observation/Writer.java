package weir.observation;

/// Who can have written what a witness says. A line of a log looks the same, whoever wrote it.
public enum Writer {
  /// Any user of any host that reaches the collector whose file it is: a line that comes over the
  /// network says itself of which host it is (RFC 5424 section 6.2.4).
  ANY_HOST,
  /// Any user of the host: the socket of its syslog takes a line in any program's name (syslog(3),
  /// `logger -t`).
  ANY_USER,
  /// The mail server alone: its own file, an entry of the journal of which the kernel says who
  /// wrote it, or our gateway's own session.
  SERVER
}
