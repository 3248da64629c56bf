package weir.maillog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Addresses and quoted texts as Exim writes them. Any word of a local part may be in quotes, and
/// then has spaces and everything else in it; outside of quotes a backslash does the same.
final class EximAddress {
  /// More recipients than this in one line are not read.
  private static final int MOST = 50_000;

  private EximAddress() {}

  /// An address at this place, up to a space or the end; `<>` is the null sender and gives the
  /// empty string.
  static Optional<String> read(Scan scan) {
    int start = scan.at();
    if (scan.skip("<>")) {
      return Optional.of("");
    }
    upTo(" ", scan);
    String address = scan.since(start);
    return address.isEmpty() ? Optional.empty() : Optional.of(address);
  }

  /// An address of which `<` is read; goes behind the `>`. Empty where none ends it.
  static Optional<String> bracketed(Scan scan) {
    int start = scan.at();
    upTo(">", scan);
    String address = scan.since(start);
    return scan.skip(">") ? Optional.of(address) : Optional.empty();
  }

  /// Goes before the first such word that is outside of quotes, or to the end.
  private static void upTo(String word, Scan scan) {
    boolean quoted = false;
    while (!scan.atEnd() && (quoted || !scan.isNext(word))) {
      char c = scan.next();
      if (c == '\\') {
        scan.next();
      } else if (c == '"') {
        quoted = !quoted;
      }
    }
  }

  /// Addresses with a space between them, to the end.
  static List<String> all(Scan scan) {
    List<String> addresses = new ArrayList<>();
    for (Optional<String> next = read(scan);
        next.isPresent() && addresses.size() < MOST;
        next = scan.skip(" ") ? read(scan) : Optional.empty()) {
      addresses.add(next.get());
    }
    return addresses;
  }

  /// What stands up to the quote that ends it, with its backslashes; goes behind the quote.
  static String quoted(Scan scan) {
    StringBuilder text = new StringBuilder();
    while (!scan.atEnd()) {
      char c = scan.next();
      if (c == '"') {
        break;
      }
      text.append(c);
      if (c == '\\' && !scan.atEnd()) {
        text.append(scan.next());
      }
    }
    return text.toString();
  }
}
