package weir.former;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Addresses and domains as `badmailfrom` and `badrcptto` have them: `user@host` or `@host`, in
/// small or large letters.
final class BadAddresses implements Finder {
  private final Map<String, OldLine> lines = new HashMap<>();

  BadAddresses(List<OldLine> lines) {
    lines.forEach(line -> this.lines.putIfAbsent(low(line.text()), line));
  }

  /// The line for an address; what follows its last `@` is its domain.
  @Override
  public Optional<OldLine> find(String address) {
    String low = low(address);
    OldLine whole = lines.get(low);
    int at = low.lastIndexOf('@');
    return Optional.ofNullable(whole != null || at < 0 ? whole : lines.get(low.substring(at)));
  }

  private static String low(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
