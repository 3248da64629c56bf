package weir.maillog;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads a line from left to right. What is not there moves nothing.
final class Scan {
  private static final int MOST_DIGITS = 18; // of a long

  private final String text;
  private int at;

  Scan(String text) {
    this.text = text;
  }

  int at() {
    return at;
  }

  void back(int to) {
    at = to;
  }

  boolean atEnd() {
    return at == text.length();
  }

  boolean isNext(String word) {
    return text.startsWith(word, at);
  }

  /// Goes behind a word if it is next.
  boolean skip(String word) {
    if (!isNext(word)) {
      return false;
    }
    at += word.length();
    return true;
  }

  /// Goes behind the first of these words that is next.
  boolean skipAny(List<String> words) {
    for (String word : words) {
      if (skip(word)) {
        return true;
      }
    }
    return false;
  }

  /// The character so far ahead; NUL beyond the end.
  char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
  }

  boolean isDigit(int ahead) {
    char c = peek(ahead);
    return c >= '0' && c <= '9';
  }

  /// The next character; NUL at the end.
  char next() {
    char c = peek(0);
    at = Math.min(at + 1, text.length());
    return c;
  }

  /// What stands before the next such word; goes behind the word.
  Optional<String> until(String word) {
    int end = text.indexOf(word, at);
    if (end < 0) {
      return Optional.empty();
    }
    String before = text.substring(at, end);
    at = end + word.length();
    return Optional.of(before);
  }

  /// The same, where no space stands before the word; else stays.
  Optional<String> tokenUntil(String word) {
    int start = at;
    Optional<String> before = until(word).filter(text -> text.indexOf(' ') < 0);
    if (before.isEmpty()) {
      at = start;
    }
    return before;
  }

  /// What stands before the next space, or at the end; stays before the space.
  String token() {
    int end = text.indexOf(' ', at);
    int from = at;
    at = end < 0 ? text.length() : end;
    return text.substring(from, at);
  }

  /// What was gone over from a place on.
  String since(int start) {
    return text.substring(start, at);
  }

  String rest() {
    int from = at;
    at = text.length();
    return text.substring(from);
  }

  /// A number of at most 18 digits.
  OptionalLong number() {
    int from = at;
    while (isDigit(0) && at - from < MOST_DIGITS) {
      at++;
    }
    return at == from ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text, from, at, 10));
  }

  /// So many digits, at most nine; -1 where there are fewer.
  int digits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      if (!isDigit(i)) {
        return -1;
      }
      value = value * 10 + (peek(i) - '0');
    }
    at += count;
    return value;
  }
}
