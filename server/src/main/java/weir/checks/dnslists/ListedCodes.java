package weir.checks.dnslists;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.dns.ReturnCodes;
import weir.net.IpAddress;

/// Which of a list's answers have a meaning of their own, by the key under which the configuration
/// names them.
final class ListedCodes {
  private final Map<String, ReturnCodes> byKey = new LinkedHashMap<>();

  ListedCodes(Iterable<String> keys) {
    keys.forEach(key -> byKey.put(key, ReturnCodes.parse(List.of(key)).orElseThrow()));
  }

  static void require(String setting, Iterable<String> keys) {
    for (String key : keys) {
      if (ReturnCodes.parse(List.of(key)).isEmpty()) {
        throw new IllegalArgumentException(
            setting
                + " has keys such as \"127.0.0.2\", \"127.0.0.4-7\" or \"&0.0.0.16\", not "
                + key);
      }
    }
  }

  /// The subjects of a listing: `zone/key` for each key that takes one of the values, and `zone`
  /// itself for values that no key takes.
  List<String> subjects(String zone, List<IpAddress> values) {
    List<String> subjects = new ArrayList<>(1);
    for (IpAddress value : values) {
      String subject = key(value).map(key -> zone + "/" + key).orElse(zone);
      if (!subjects.contains(subject)) {
        subjects.add(subject);
      }
    }
    return subjects;
  }

  private Optional<String> key(IpAddress value) {
    return byKey.entrySet().stream()
        .filter(each -> each.getValue().take((int) value.low()))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
