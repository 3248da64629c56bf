package weir.enforcement.panels;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The reason that we give to panels. Resellers and customers may read it, so that it says no more
/// than where staff find the rest.
final class PanelReason {
  private static final Pattern MARK = Pattern.compile("Weir lease ([A-Za-z0-9]{1,40})\\b");

  private PanelReason() {}

  static String of(String lease) {
    return "Weir lease " + lease;
  }

  /// The lease's id, of a reason that is ours.
  static Optional<String> read(String reason) {
    Matcher matcher = MARK.matcher(reason);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
