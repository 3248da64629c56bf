package weir.rehearsal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import weir.sink.SinkMessage;

/// What the next hop must have got. All but [Count] speak of its last message.
sealed interface HopCheck {

  /// So many messages in all.
  record Count(int messages) implements HopCheck {}

  /// What followed `MAIL FROM:`.
  record Sender(Glob pattern) implements HopCheck {}

  /// What followed `RCPT TO:`, all of them with a blank between.
  record Recipients(Glob pattern) implements HopCheck {}

  /// Some line looks so; folded header lines are one line.
  record Line(Glob pattern) implements HopCheck {}

  /// No line looks so.
  record NoLine(Glob pattern) implements HopCheck {}

  /// An attribute that the hop was told of the client, by XFORWARD or XCLIENT.
  record Told(String attribute, Glob value) implements HopCheck {}

  /// The message ends with these octets: it came through as it was sent.
  record Ends(byte[] octets) implements HopCheck {}

  /// The octets on the way to the hop, dots still stuffed, hold these.
  record Wire(byte[] octets) implements HopCheck {}

  /// The check of a line, its word `hop` left out.
  ///
  /// @param block the lines below it, if there are any
  static @Nullable HopCheck parse(String text, Optional<byte[]> block) {
    int blank = text.indexOf(' ');
    String word = blank < 0 ? text : text.substring(0, blank);
    String rest = blank < 0 ? "" : text.substring(blank).strip();
    return switch (word) {
      case "gets" -> new Count(count(rest));
      case "sender" -> new Sender(new Glob(rest));
      case "recipients" -> new Recipients(new Glob(rest));
      case "line" -> new Line(new Glob(rest));
      case "no-line" -> new NoLine(new Glob(rest));
      case "told" -> told(rest);
      case "ends" -> new Ends(block.orElseGet(() -> Words.octets(rest)));
      case "wire" -> new Wire(Words.octets(rest));
      default -> null;
    };
  }

  private static Told told(String rest) {
    int equals = rest.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException("\"hop told ATTRIBUTE=VALUE\" is expected");
    }
    return new Told(
        rest.substring(0, equals).toUpperCase(Locale.ROOT), new Glob(rest.substring(equals + 1)));
  }

  private static int count(String rest) {
    String number = rest.replaceFirst(" messages?$", "");
    if (number.equals("nothing")) {
      return 0;
    }
    if (!number.matches("\\d{1,6}")) {
      throw new IllegalArgumentException("\"hop gets 1 message\" or \"hop gets nothing\"");
    }
    return Integer.parseInt(number);
  }

  /// What is wrong with these messages, if anything.
  default Optional<String> objection(List<SinkMessage> messages, Map<String, String> known) {
    if (this instanceof Count(var expected)) {
      return messages.size() == expected
          ? Optional.empty()
          : Optional.of("the hop has got " + messages.size() + " messages, not " + expected);
    }
    if (messages.isEmpty()) {
      return Optional.of("the hop has got no message");
    }
    SinkMessage last = messages.getLast();
    String actual = actual(last);
    return holds(last, known)
        ? Optional.empty()
        : Optional.of("the hop has got something else than " + expected() + ":\n" + actual);
  }

  private boolean holds(SinkMessage message, Map<String, String> known) {
    return switch (this) {
      case Count _ -> true;
      case Sender(var pattern) -> pattern.matches(message.mail(), known);
      case Recipients(var pattern) ->
          pattern.matches(String.join(" ", message.recipients()), known);
      case Line(var pattern) -> lines(message).anyMatch(line -> pattern.matches(line, known));
      case NoLine(var pattern) -> lines(message).noneMatch(line -> pattern.matches(line, known));
      case Told(var name, var value) -> value.matches(told(message, name), known);
      case Ends(var octets) -> message.text().endsWith(new String(octets, ISO_8859_1));
      case Wire(var octets) -> message.wireText().contains(new String(octets, ISO_8859_1));
    };
  }

  private static Stream<String> lines(SinkMessage message) {
    return message.text().replaceAll("\r\n[ \t]+", " ").lines();
  }

  private static String told(SinkMessage message, String name) {
    String forwarded = message.xforward().get(name);
    return forwarded != null ? forwarded : message.xclient().getOrDefault(name, "");
  }

  private String expected() {
    return switch (this) {
      case Count(var messages) -> messages + " messages";
      case Sender(var pattern) -> "the sender " + pattern;
      case Recipients(var pattern) -> "the recipients " + pattern;
      case Line(var pattern) -> "a line " + pattern;
      case NoLine(var pattern) -> "no line " + pattern;
      case Told(var name, var value) -> "the attribute " + name + "=" + value;
      case Ends(var octets) -> "a message that ends with " + Words.shown(octets);
      case Wire(var octets) -> "octets " + Words.shown(octets);
    };
  }

  private String actual(SinkMessage message) {
    return switch (this) {
      case Count _, Line _, NoLine _ -> message.text();
      case Sender _ -> message.mail();
      case Recipients _ -> String.join(" ", message.recipients());
      case Told _ -> "XFORWARD " + message.xforward() + " XCLIENT " + message.xclient();
      case Ends _ -> Words.shown(message.content());
      case Wire _ -> Words.shown(message.wire());
    };
  }
}
