package weir.sink;

/// The moments of an SMTP session at which a [SinkMta] asks its script what to do.
public enum SinkPoint {
  /// The connection is accepted, nothing was said.
  CONNECT,
  EHLO,
  HELO,
  STARTTLS,
  AUTH,
  XCLIENT,
  XFORWARD,
  MAIL,
  RCPT,
  DATA,
  /// Some octets of a message have come; asked again after every read.
  BODY,
  /// The final dot has come, the message is not recorded yet.
  DOT,
  RSET,
  NOOP,
  QUIT,
  /// A verb the sink does not know.
  OTHER
}
