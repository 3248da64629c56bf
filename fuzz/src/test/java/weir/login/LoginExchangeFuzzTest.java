package weir.login;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import weir.fuzz.Pieces;
import weir.smtp.AuthResponse;
import weir.smtp.BufferPool;
import weir.smtp.Command;
import weir.smtp.CommandParser;
import weir.smtp.Extensions;
import weir.smtp.Leniency;
import weir.smtp.LineRead;
import weir.smtp.LineReader;

/// AUTH and the lines behind it. The first two octets seed the cuts of the network.
final class LoginExchangeFuzzTest {

  private static final int MOST_CHALLENGES = 2;
  private static final Pattern BASE64 =
      Pattern.compile("(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?");
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  /// @param challenges that were asked
  /// @param octets of the password, as ISO 8859-1; empty where the end is none
  private record End(String what, int challenges, String user, String octets) {}

  @FuzzTest
  void nameAndPasswordAreWhatTheBase64StandsFor(byte[] octets) throws IOException {
    if (octets.length < 2) {
      return;
    }
    byte[] stream = Arrays.copyOfRange(octets, 2, octets.length);
    End end = read(stream, 0);
    assertThat(read(stream, octets[0] << 8 | octets[1] & 0xff)).isEqualTo(end);
    assertThat(end.challenges()).isLessThanOrEqualTo(MOST_CHALLENGES);
    String text = new String(stream, ISO_8859_1);
    if (text.replace("\r\n", "").matches("[^\r\n\0]*")) {
      assertThat(end).isEqualTo(expected(List.of(text.split("\r\n", -1)).iterator()));
    }
  }

  /// As a session does it.
  private static End read(byte[] stream, int seed) throws IOException {
    LineReader lines =
        new LineReader(new Pieces(stream, seed)::read, new BufferPool(BufferPool.SMALLEST, 1));
    CommandParser parser = new CommandParser(Leniency.STRICT, Extensions.NONE);
    if (!(lines.next(LineReader.EXTENDED_COMMAND_LINE) instanceof LineRead.Line line)
        || !(parser.parse(line, false) instanceof Command.Auth auth)) {
      return new End("no AUTH", 0, "", "");
    }
    var exchange = Sasl.of(auth.mechanism());
    if (exchange.isEmpty()) {
      return new End("no mechanism", 0, "", "");
    }
    Sasl.Step step = exchange.get().begin(auth.initial());
    int challenges = 0;
    while (step instanceof Sasl.Step.Challenge(var base64)) {
      assertThat(base64).matches(BASE64);
      challenges++;
      switch (lines.next(LineReader.AUTH_LINE)) {
        case LineRead.Line answer -> step = exchange.get().answer(AuthResponse.parse(answer));
        case LineRead.EndOfStream _ -> {
          return new End("gone", challenges, "", "");
        }
        default -> step = exchange.get().answer(new AuthResponse.Malformed());
      }
    }
    return switch (step) {
      case Sasl.Step.Credentials(var user, var password) ->
          new End("credentials", challenges, user, new String(password, ISO_8859_1));
      default -> new End(step.getClass().getSimpleName(), challenges, "", "");
    };
  }

  /// RFC 4954 and RFC 4616 once more, of whole lines; the last one never ended.
  private static End expected(Iterator<String> lines) {
    String first = lines.next();
    if (!lines.hasNext()
        || first.length() + 2 > LineReader.EXTENDED_COMMAND_LINE
        || !first.matches("(?i)AUTH +[A-Z0-9_-]{1,20}(?: +[!-~]+)?[ \t]*")) {
      return new End("no AUTH", 0, "", "");
    }
    String[] words = first.strip().split(" +");
    Model model = new Model(lines);
    if (words.length == 3) {
      model.given = words[2].equals("=") ? "" : words[2];
    }
    return switch (words[1].toUpperCase(java.util.Locale.ROOT)) {
      case "PLAIN" -> model.plain();
      case "LOGIN" -> model.login();
      default -> new End("no mechanism", 0, "", "");
    };
  }

  private static final class Model {
    private final Iterator<String> lines;
    private String given;
    private int challenges;
    private String trouble = "";

    Model(Iterator<String> lines) {
      this.lines = lines;
    }

    /// The next response, octet by octet; empty with a trouble where there is none.
    private String response() {
      String text = given;
      given = null;
      if (text == null) {
        challenges++;
        text = lines.next();
        if (!lines.hasNext()) {
          trouble = "gone";
          return "";
        }
        if (text.equals("*")) {
          trouble = "Cancelled";
          return "";
        }
      }
      if (text.length() + 2 > LineReader.AUTH_LINE || !BASE64.matcher(text).matches()) {
        trouble = "Malformed";
        return "";
      }
      String plain = decoded(text);
      trouble = plain.length() > Sasl.LONGEST_RESPONSE ? "TooLong" : "";
      return plain;
    }

    private End plain() {
      String[] parts = response().split("\0", -1);
      if (!trouble.isEmpty()) {
        return end(trouble);
      }
      if (parts.length != 3 || !isText(parts[1])) {
        return end("Malformed");
      }
      if (!parts[0].isEmpty() && !parts[0].equals(parts[1])) {
        return end("OtherIdentity");
      }
      return credentials(parts[1], parts[2]);
    }

    private End login() {
      String user = response();
      if (!trouble.isEmpty() || !isText(user)) {
        return end(trouble.isEmpty() ? "Malformed" : trouble);
      }
      String password = response();
      return trouble.isEmpty() ? credentials(user, password) : end(trouble);
    }

    private End credentials(String user, String password) {
      return user.isEmpty() || password.isEmpty()
          ? end("Malformed")
          : new End("credentials", challenges, utf8(user), password);
    }

    private End end(String what) {
      return new End(what, challenges, "", "");
    }

    private static String decoded(String base64) {
      StringBuilder plain = new StringBuilder();
      int bits = 0;
      int held = 0;
      for (char c : base64.replace("=", "").toCharArray()) {
        bits = (bits << 6 | ALPHABET.indexOf(c)) & 0xffff;
        held += 6;
        if (held >= 8) {
          held -= 8;
          plain.append((char) (bits >> held & 0xff));
        }
      }
      return plain.toString();
    }

    private static String utf8(String octets) {
      return new String(octets.getBytes(ISO_8859_1), UTF_8);
    }

    private static boolean isText(String octets) {
      try {
        UTF_8.newDecoder().decode(ByteBuffer.wrap(octets.getBytes(ISO_8859_1)));
        return true;
      } catch (CharacterCodingException e) {
        return false;
      }
    }
  }
}
