package weir.maillog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Texts that clients and senders chose, for the places of a line in which a server writes them.
///
/// @param texts without control characters, which servers do not write into a log
record Words(List<String> texts) {
  private static final int MOST = 6;

  /// The lines of the input; there is nothing in the place of one that is not there.
  static Words of(byte[] octets) {
    String text = new String(octets, ISO_8859_1);
    return new Words(
        text.lines().limit(MOST).map(line -> line.replaceAll("[\\x00-\\x1f\\x7f]", "")).toList());
  }

  String text(int place) {
    return place < texts.size() ? texts.get(place) : "";
  }

  boolean has(String part) {
    return texts.stream().anyMatch(text -> text.contains(part));
  }

  /// As a local part in quotes, which is the only one that may have such a text in it.
  String address(int place) {
    return "\"" + quoted(place) + "\"@example.com";
  }

  /// With backslashes before quotes and backslashes.
  String quoted(int place) {
    return text(place).replace("\\", "\\\\").replace("\"", "\\\"");
  }

  /// What a grammar tells of a line.
  static List<LogEvent> told(LogGrammar grammar, String program, String text) {
    LogLine line =
        new LogLine(Instant.EPOCH, Optional.of("mail1"), program, OptionalLong.of(7), 1, text);
    return grammar.read(line) instanceof LogRead.Told(List<LogEvent> events) ? events : List.of();
  }

  /// The only event of a kind.
  static <T extends LogEvent> T only(List<LogEvent> events, Class<T> kind) {
    List<T> found = events.stream().filter(kind::isInstance).map(kind::cast).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  /// That a word changed nothing, or had it not told.
  static <T> void isOrIsNotTold(Optional<T> told, T real) {
    told.ifPresent(value -> assertThat(value).isEqualTo(real));
  }
}
