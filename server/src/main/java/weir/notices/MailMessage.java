package weir.notices;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// A message of ours: text in UTF-8, in base64, so that it passes everywhere as it is.
final class MailMessage {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss xx", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /// Characters of a subject at most.
  private static final int SUBJECT = 200;

  /// Octets of an encoded word's text, so that the word has 75 at most (RFC 2047 section 2).
  private static final int WORD_OCTETS = 45;

  private MailMessage() {}

  /// @param id its left part of the Message-ID
  static byte[] of(String from, List<String> to, Texts.Letter letter, String id, Instant at) {
    String domain = from.substring(from.lastIndexOf('@') + 1);
    String header =
        String.join(
            "\r\n",
            "From: Weir <" + from + ">",
            "To: " + String.join(",\r\n ", to),
            "Subject: " + subject(letter.subject()),
            "Date: " + DATE.format(at),
            "Message-ID: <" + id + "@" + domain + ">",
            // RFC 3834 section 5: nobody's absence answers to it.
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64",
            "",
            "");
    String text = letter.body().replaceAll("\r?\n", "\r\n");
    String body = Base64.getMimeEncoder().encodeToString(text.getBytes(UTF_8)) + "\r\n";
    return (header + body).getBytes(US_ASCII);
  }

  /// As it is where it is plain, else in encoded words, each of whole characters.
  static String subject(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    String subject = line.substring(0, Math.min(SUBJECT, line.length()));
    if (subject.matches("[ -~]{0,60}") && !subject.contains("=?")) {
      return subject;
    }
    StringBuilder words = new StringBuilder();
    StringBuilder word = new StringBuilder();
    int octets = 0;
    for (int at = 0; at < subject.length(); ) {
      String character = Character.toString(subject.codePointAt(at));
      int length = character.getBytes(UTF_8).length;
      if (octets + length > WORD_OCTETS) {
        words.append(encoded(word.toString())).append("\r\n ");
        word.setLength(0);
        octets = 0;
      }
      word.append(character);
      octets += length;
      at += character.length();
    }
    return words.append(encoded(word.toString())).toString();
  }

  private static String encoded(String text) {
    return "=?utf-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(UTF_8)) + "?=";
  }
}
