package weir.dns;

import weir.net.IpAddress;

/// One record of an answer, by what it says.
///
/// Names in records are in lower case, without the dot at the end, and printable: an octet that is
/// not printable ASCII stands there as `\DDD` (RFC 1035 section 5.1). Such a name is not
/// [askable][Question#isAskable].
public sealed interface DnsRecord {

  /// A or AAAA.
  record Address(IpAddress address) implements DnsRecord {
    @Override
    public String toString() {
      return address.toString();
    }
  }

  /// PTR, NS, CNAME; of an SOA record the primary name server.
  record Name(String name) implements DnsRecord {
    @Override
    public String toString() {
      return name.isEmpty() ? "." : name;
    }
  }

  /// MX. Preference 0 to 65535; lower is tried first.
  record Mx(int preference, String host) implements DnsRecord {

    /// "This domain takes no mail", the null MX of RFC 7505 section 3.
    public boolean isNull() {
      return host.isEmpty();
    }

    @Override
    public String toString() {
      return preference + " " + (host.isEmpty() ? "." : host);
    }
  }

  /// TXT, its strings joined without a gap (as RFC 7208 section 3.3 and RFC 6376 section 3.6.2.2
  /// read them).
  ///
  /// @param text one character for each octet (ISO 8859-1), any of the 256: never show it without
  ///   [#printable]
  record Text(String text) implements DnsRecord {

    /// The text as it may stand in a reply, a log line or a table: control characters and
    /// everything beyond ASCII became `?`, so that it can never begin a new line, and what is
    /// longer than `limit` is cut.
    public String printable(int limit) {
      int length = Math.min(text.length(), limit);
      StringBuilder shown = new StringBuilder(length);
      for (int i = 0; i < length; i++) {
        char c = text.charAt(i);
        shown.append(c < ' ' || c >= 0x7f ? '?' : c);
      }
      return shown.toString();
    }

    @Override
    public String toString() {
      return '"' + printable(text.length()) + '"';
    }
  }
}
