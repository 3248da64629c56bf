package weir.smtp;

/// Half of a line end, where RFC 5321 section 2.3.8 allows only the pair.
public enum Bare {
  CR,
  LF
}
