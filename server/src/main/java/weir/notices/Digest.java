package weir.notices;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What one receiver is told at once.
///
/// @param notices all that came since the last one, the oldest first; one or more
/// @param lost those that could not be kept before
/// @param customer the account whose customer it is for; empty for staff
record Digest(List<Notice> notices, int lost, Optional<String> customer) {
  /// Notices that are told one by one; of more, how many there were of each kind.
  static final int SHOWN = 50;

  Digest {
    notices = List.copyOf(notices);
  }

  Map<NoticeEvent, Integer> counts() {
    Map<NoticeEvent, Integer> counts = new EnumMap<>(NoticeEvent.class);
    notices.forEach(each -> counts.merge(each.event(), 1, Integer::sum));
    return counts;
  }

  List<Notice> shown() {
    return notices.subList(0, Math.min(SHOWN, notices.size()));
  }

  /// In short: the one, or how many of which.
  String title() {
    if (notices.size() == 1 && lost == 0) {
      return notices.getFirst().title();
    }
    String counted =
        counts().entrySet().stream()
            .map(each -> each.getValue() + " " + each.getKey().words())
            .collect(Collectors.joining(", "));
    return "%,d notices: %s".formatted(notices.size() + lost, counted);
  }

  /// One line for each, and what else there was.
  String lines() {
    StringBuilder lines = new StringBuilder();
    shown().forEach(each -> lines.append(each.line()).append('\n'));
    int more = notices.size() - shown().size();
    if (more > 0) {
      lines.append("and %,d more\n".formatted(more));
    }
    if (lost > 0) {
      lines.append(
          "%,d others were not kept: they were too many, or could not be sent for a day\n"
              .formatted(lost));
    }
    return lines.toString();
  }
}
