package weir.dns;

/// The kinds of record we ask for (RFC 1035 section 3.2.2, RFC 3596 for AAAA).
public enum RecordType {
  A(1),
  NS(2),
  CNAME(5),
  SOA(6),
  PTR(12),
  MX(15),
  TXT(16),
  AAAA(28);

  private final int code;

  RecordType(int code) {
    this.code = code;
  }

  /// The number on the wire.
  public int code() {
    return code;
  }
}
