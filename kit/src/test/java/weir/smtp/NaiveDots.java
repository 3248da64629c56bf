package weir.smtp;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a [DotReader] must find, by searching and replacing in the whole text at once.
///
/// @param consumed octets up to and with CRLF.CRLF; -1 when it is not there
record NaiveDots(
    int consumed,
    String content,
    int bareLineEnds,
    Bare first,
    int firstAt,
    MessageShape normalised) {

  private static final Pattern BARE = Pattern.compile("(?<!\r)\n|\r(?!\n)");

  static NaiveDots read(String wire) {
    int end = ("\r\n" + wire).indexOf("\r\n.\r\n");
    int consumed = end < 0 ? -1 : end + 3;
    String body = end < 0 ? wire : wire.substring(0, end);
    String seen = end < 0 ? wire : wire.substring(0, consumed);
    Matcher bare = BARE.matcher(seen);
    int count = 0;
    Bare first = Bare.CR;
    int firstAt = -1;
    while (bare.find()) {
      if (count++ == 0) {
        first = bare.group().equals("\r") ? Bare.CR : Bare.LF;
        firstAt = bare.start();
      }
    }
    String content =
        body.replaceAll("\r(?!\n)", " ")
            .replaceAll("(\\A|\n)\\.", "$1")
            .replaceAll("(?<!\r)\n", "\r\n");
    return new NaiveDots(consumed, content, count, first, firstAt, shape(body, content, count));
  }

  private static MessageShape shape(String body, String content, int bareLineEnds) {
    long longest = Stream.of(content.split("\r\n", -1)).mapToInt(String::length).max().orElse(0);
    long dots = Stream.of(content.split("\r\n", -1)).filter(line -> line.startsWith(".")).count();
    boolean eightBit = body.chars().anyMatch(c -> c > 127);
    boolean nul = body.indexOf(0) >= 0;
    return new MessageShape(content.length(), longest, dots, eightBit, nul, bareLineEnds);
  }
}
