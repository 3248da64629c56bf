package weir.routing;

import java.util.Locale;
import weir.mail.Domain;

/// How a table is asked for a name, and therefore how one that somebody wrote into it is kept: in
/// small letters, its domain as it stands in the envelope, with A-labels and no final dot.
public final class TableKey {
  private TableKey() {}

  /// @param written a domain, one with a dot before it for all below it, or an address
  public static String of(String written) {
    int begin = written.startsWith(".") ? 1 : written.lastIndexOf('@') + 1;
    String before = written.substring(0, begin);
    String domain = written.substring(begin);
    return before.toLowerCase(Locale.ROOT)
        + Domain.parse(domain).map(Domain::name).orElseGet(() -> domain.toLowerCase(Locale.ROOT));
  }
}
