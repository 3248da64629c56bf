package weir.agent.fence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Users who reach no mail server at all, as they were when it was looked: a table that somebody
/// removes takes them with it.
record BlockedUids(List<One> all) {
  static final String SET = "blocked_uid";

  static final BlockedUids NONE = new BlockedUids(List.of());

  private static final Pattern ELEMENT =
      Pattern.compile(
          "[{,]\\s{0,40}(\\d{1,10})(?: timeout \\S{1,30})?(?: expires ([0-9dhms]{1,30}))?(?: comment"
              + " \"([^\"]{0,200})\")?");
  private static final Pattern PART = Pattern.compile("(\\d{1,10})(ms|d|h|m|s)");

  /// One of them.
  ///
  /// @param until empty for good
  /// @param comment by whom and why; may be empty
  record One(long uid, Optional<Instant> until, String comment) {}

  BlockedUids {
    all = List.copyOf(all);
  }

  /// @param text what nft lists of the set
  static BlockedUids read(String text, Instant now) {
    int elements = text.indexOf("elements = {");
    List<One> all = new ArrayList<>();
    Matcher each = ELEMENT.matcher(elements < 0 ? "" : text.substring(elements));
    while (each.find()) {
      all.add(
          new One(
              Long.parseLong(each.group(1)),
              Optional.ofNullable(each.group(2)).map(left -> now.plus(length(left))),
              each.group(3) == null ? "" : each.group(3)));
    }
    return new BlockedUids(all);
  }

  /// `1d2h3m4s567ms`, as nft writes it.
  private static Duration length(String text) {
    Duration length = Duration.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      long count = Long.parseLong(part.group(1));
      length =
          length.plus(
              switch (part.group(2)) {
                case "d" -> Duration.ofDays(count);
                case "h" -> Duration.ofHours(count);
                case "m" -> Duration.ofMinutes(count);
                case "s" -> Duration.ofSeconds(count);
                default -> Duration.ofMillis(count);
              });
    }
    return length;
  }

  /// The line that blocks them again; empty where there are none any more.
  String elements(Instant now) {
    return Ruleset.element(
        "add",
        SET,
        all.stream()
            .filter(each -> each.until().map(now::isBefore).orElse(true))
            .map(each -> element(each, now))
            .toList());
  }

  private static String element(One one, Instant now) {
    String left =
        one.until()
            .map(until -> " timeout " + (Duration.between(now, until).toSeconds() + 1) + "s")
            .orElse("");
    String comment = one.comment().isEmpty() ? "" : " comment \"" + one.comment() + "\"";
    return one.uid() + left + comment;
  }
}
