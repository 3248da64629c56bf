package weir.rehearsal;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import weir.sink.SinkAct;
import weir.sink.SinkPoint;

/// How the next hop shall behave from now on.
sealed interface HopAct {

  /// Answers RCPT of this recipient so.
  record Refuses(String recipient, String reply) implements HopAct {}

  /// Does this at that point.
  record At(SinkPoint point, SinkAct act) implements HopAct {}

  /// Names these extensions.
  record Offers(List<String> extensions) implements HopAct {}

  /// Behaves well again.
  record Obeys() implements HopAct {}

  /// Does not listen any more.
  record Down() implements HopAct {}

  /// Listens again.
  record Up() implements HopAct {}

  /// The act of a line, its word `hop` left out; null where the line is none.
  static @Nullable HopAct parse(String text) {
    String[] words = text.split("\\s+", 3);
    String what = words.length > 2 ? words[2] : "";
    return switch (words[0]) {
      case "refuses" -> new Refuses(needed(words, 1), needed(words, 2));
      case "answers" -> new At(point(needed(words, 1)), SinkAct.say(needed(words, 2)));
      case "hangs-up" -> new At(point(needed(words, 1)), SinkAct.hangUp());
      case "offers" ->
          new Offers(List.of(text.substring("offers".length()).strip().split("\\s*,\\s*")));
      case "obeys" -> alone(words, what, new Obeys());
      case "down" -> alone(words, what, new Down());
      case "up" -> alone(words, what, new Up());
      default -> null;
    };
  }

  private static HopAct alone(String[] words, String what, HopAct act) {
    if (words.length > 1) {
      throw new IllegalArgumentException("nothing stands behind \"hop " + words[0] + "\": " + what);
    }
    return act;
  }

  private static String needed(String[] words, int index) {
    if (words.length <= index) {
      throw new IllegalArgumentException(
          "\"hop refuses ADDRESS REPLY\", \"hop answers COMMAND REPLY\" or \"hop hangs-up COMMAND\"");
    }
    return words[index];
  }

  private static SinkPoint point(String name) {
    try {
      return SinkPoint.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "a command is expected, CONNECT for the greeting, or DOT for the end of a message: "
              + name,
          e);
    }
  }
}
