package weir.describe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.describe.Description.Limit;

/// Two settings bound how many recipients a message may have: one for everybody, and a check's for
/// strangers.
final class Recipients {
  private static final String OF_ALL = "limits.recipients";
  private static final String OF_STRANGERS = "checks.recipients.most";
  private static final String OF_CUSTOMERS =
      "Recipients that a message of our own customers may have in one go";

  private Recipients() {}

  /// Each limit for those only for whom it is the lowest.
  static List<Limit> once(List<Limit> limits) {
    Optional<Limit> all = find(limits, OF_ALL);
    Optional<Limit> strangers = find(limits, OF_STRANGERS);
    if (all.isEmpty() || strangers.isEmpty()) {
      return limits;
    }
    boolean stricter = number(strangers.get()) < number(all.get());
    List<Limit> once = new ArrayList<>(limits);
    if (stricter) {
      Limit of = all.get();
      once.replaceAll(each ->
          each.equals(of) ? new Limit(of.key(), OF_CUSTOMERS, of.value(), of.setting()) : each);
    } else {
      once.remove(strangers.get());
    }
    return once;
  }

  private static Optional<Limit> find(List<Limit> limits, String key) {
    return limits.stream().filter(each -> each.key().equals(key)).findFirst();
  }

  private static long number(Limit limit) {
    return Long.parseLong(limit.setting());
  }
}
