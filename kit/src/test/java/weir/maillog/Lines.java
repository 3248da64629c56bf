package weir.maillog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Lines for tests, and what is read of them.
final class Lines {
  private Lines() {}

  static LogLine line(String program, String text) {
    return new LogLine(
        Instant.parse("2026-11-28T20:54:28Z"),
        Optional.of("mail1"),
        program,
        OptionalLong.of(7),
        1,
        text);
  }

  /// What a line tells.
  static List<LogEvent> told(LogGrammar grammar, String program, String text) {
    LogRead read = grammar.read(line(program, text));
    assertThat(read).as(text).isInstanceOf(LogRead.Told.class);
    return ((LogRead.Told) read).events();
  }

  /// The only thing of a kind that a line tells.
  static <T> T only(List<LogEvent> events, Class<T> kind) {
    List<T> found = events.stream().filter(kind::isInstance).map(kind::cast).toList();
    assertThat(found).as(kind.getSimpleName()).hasSize(1);
    return found.getFirst();
  }
}
