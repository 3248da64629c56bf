package weir.notices;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import weir.response.Response;
import weir.response.Target;

/// Something that people should know.
///
/// @param id the same for the same happening
/// @param account whose it is, where that is known
/// @param until when a response lets go, where it does by itself
/// @param by who did it: a person, or `weir`
/// @param words for staff; customers never read them
public record Notice(
    String id,
    Instant at,
    NoticeEvent event,
    Optional<String> account,
    Optional<Target> target,
    Optional<Response> response,
    Optional<String> lease,
    Optional<String> incident,
    Optional<Instant> until,
    String by,
    String words) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

  /// Characters of what is said about one at most.
  static final int LONGEST = 1_000;

  /// What happened to whom, in short.
  String title() {
    StringBuilder title = new StringBuilder(event.words());
    target.ifPresent(it -> title.append(": ").append(it.text()));
    response.ifPresent(it -> title.append(": ").append(it));
    if (target.isEmpty()) {
      account.ifPresent(it -> title.append(": ").append(it));
    }
    return line(title.toString());
  }

  /// A line for staff.
  String line() {
    StringBuilder line = new StringBuilder(time(at)).append(" UTC  ").append(title());
    until.ifPresent(end -> line.append(" until ").append(time(end)));
    line.append(" (by ").append(by);
    account.ifPresent(it -> line.append(", account ").append(it));
    lease.ifPresent(it -> line.append(", lease ").append(it));
    incident.ifPresent(it -> line.append(", incident ").append(it));
    line.append(')');
    if (!words.isBlank()) {
      line.append(": ").append(words);
    }
    return line(line.toString());
  }

  static String time(Instant at) {
    return TIME.format(at);
  }

  /// What others wrote stays within its line.
  private static String line(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return line.substring(0, Math.min(LONGEST, line.length()));
  }
}
