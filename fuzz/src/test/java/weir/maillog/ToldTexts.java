package weir.maillog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import weir.net.IpAddress;

/// What is true of whatever a grammar made of a line: each text in it stands in the line as it is,
/// no number is negative, and an id is one short word.
///
/// @param program whose lines they are; where it ends with a slash, the first line of the input is
///   the rest of it
record ToldTexts(LogGrammar grammar, String program) {
  private static final int LONGEST_ID = 64;

  /// What a grammar itself calls a service or a moment.
  private static final Set<String> OWN_WORDS =
      Set.of("smtp", "smtpd", "auth", "content", "webmail");

  /// The events of a line, after all that was looked at.
  List<LogEvent> hold(byte[] octets) {
    String text = new String(octets, ISO_8859_1);
    int end = program.endsWith("/") ? text.indexOf('\n') : -1;
    String line = text.substring(end + 1);
    LogRead read =
        grammar.read(
            new LogLine(
                Instant.EPOCH,
                Optional.empty(),
                program + text.substring(0, Math.max(end, 0)),
                OptionalLong.empty(),
                1,
                line));
    if (!(read instanceof LogRead.Told(List<LogEvent> events))) {
      return List.of();
    }
    assertThat(events).isNotEmpty();
    for (LogEvent event : events) {
      if (event instanceof LogEvent.Titled(String _, String subject)
          && grammar instanceof EximLog) {
        assertThat(subject.length())
            .as("its escapes are undone")
            .isLessThanOrEqualTo(line.length());
      } else {
        stands(event, line);
      }
      if (event instanceof LogEvent.OfMessage message) {
        assertThat(message.id()).isNotEmpty().hasSizeLessThanOrEqualTo(LONGEST_ID);
        assertThat(message.id()).doesNotContain(" ");
      }
    }
    return events;
  }

  private static void stands(Object value, String line) {
    switch (value) {
      case String text when OWN_WORDS.contains(text) -> {}
      case String text -> assertThat(line).contains(text);
      case Optional<?> optional -> optional.ifPresent(inner -> stands(inner, line));
      case OptionalLong number -> number.ifPresent(n -> assertThat(n).isNotNegative());
      case OptionalInt number -> number.ifPresent(n -> assertThat(n).isNotNegative());
      case List<?> list -> list.forEach(inner -> stands(inner, line));
      case IpAddress address -> assertThat(IpAddress.parse(address.toString())).hasValue(address);
      case Record part -> parts(part).forEach(inner -> stands(inner, line));
      default -> {}
    }
  }

  private static List<Object> parts(Record part) {
    return Arrays.stream(part.getClass().getRecordComponents())
        .map(component -> value(part, component))
        .toList();
  }

  private static Object value(Record part, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(part);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new AssertionError(e);
    }
  }
}
