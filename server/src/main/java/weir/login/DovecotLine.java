package weir.login;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// A line that Dovecot says to an authentication client, as far as we want to know.
sealed interface DovecotLine {

  /// The major version of the protocol that we speak.
  String MAJOR = "1";

  /// Octets of a line at most, both ways: what Dovecot itself allows. Beyond it the connection
  /// ends.
  int LONGEST = 8192;

  /// No question of ours has it: ours fit into 31 bits.
  int NOBODYS = -1;

  /// It offers this mechanism.
  record Mechanism(String name) implements DovecotLine {}

  /// Its greeting is over.
  record Done() implements DovecotLine {}

  /// @param number of the question
  /// @param words of the line: `OK`, `FAIL` or `CONT`, the number, and parameters
  record Answer(int number, List<String> words) implements DovecotLine {

    DovecotReply reply(String sent) {
      return DovecotReply.of(words, sent);
    }
  }

  /// Nothing for us: commands that are not known are passed over, as the protocol asks.
  record Other() implements DovecotLine {}

  /// Reads the next line.
  ///
  /// @throws IOException at the end of the stream, and for what no Dovecot says
  static DovecotLine read(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new IOException("it closed the connection");
      }
      if (line.size() == LONGEST) {
        throw new IOException("it sent a line of more than " + LONGEST + " octets");
      }
      line.write(octet);
    }
    return of(Arrays.asList(line.toString(StandardCharsets.UTF_8).split("\t", -1)));
  }

  private static DovecotLine of(List<String> words) throws IOException {
    return switch (words.getFirst()) {
      case "VERSION" -> {
        if (words.size() < 2 || !words.get(1).equals(MAJOR)) {
          throw new IOException("it speaks another version of the protocol");
        }
        yield new Other();
      }
      case "MECH" -> words.size() > 1 ? new Mechanism(words.get(1)) : new Other();
      case "DONE" -> new Done();
      case "OK", "FAIL", "CONT" -> new Answer(number(words), words);
      default -> new Other();
    };
  }

  private static int number(List<String> words) throws IOException {
    if (words.size() < 2 || !words.get(1).matches("[0-9]{1,10}")) {
      throw new IOException("an answer without a number");
    }
    long number = Long.parseLong(words.get(1));
    return number > Integer.MAX_VALUE ? NOBODYS : (int) number;
  }
}
