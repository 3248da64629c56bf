package weir.policywire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Reads the questions of one connection: lines `name=value`, and an empty line behind the last.
public final class PolicyReader {
  /// Octets of a line at most, its end not counted; Postfix writes names of certificates in full.
  public static final int LONGEST_LINE = 8_192;

  /// Attributes of one question at most.
  public static final int MOST_ATTRIBUTES = 100;

  private static final String KIND = "smtpd_access_policy";

  private final InputStream in;

  /// @param in buffered, or each octet is a read of its own
  public PolicyReader(InputStream in) {
    this.in = in;
  }

  /// What is no question as Postfix asks one; the connection is of no use after it.
  public static final class Malformed extends IOException {
    private static final long serialVersionUID = 1;

    Malformed(String why) {
      super(why);
    }
  }

  /// The next question; empty where the connection ended before one began.
  ///
  /// @throws Malformed for a line without `=`, a name given twice, a line or a question beyond its
  ///   bound, another kind of question, or an end in the middle of one
  public Optional<PolicyRequest> next() throws IOException {
    Map<String, String> attributes = new LinkedHashMap<>();
    while (true) {
      Optional<String> line = line();
      if (line.isEmpty()) {
        if (attributes.isEmpty()) {
          return Optional.empty();
        }
        throw new Malformed("the end in the middle of a question");
      }
      if (line.get().isEmpty()) {
        return Optional.of(question(attributes));
      }
      add(attributes, line.get());
    }
  }

  private static PolicyRequest question(Map<String, String> attributes) throws Malformed {
    if (!KIND.equals(attributes.get("request"))) {
      throw new Malformed("no request=" + KIND);
    }
    return new PolicyRequest(attributes);
  }

  private static void add(Map<String, String> attributes, String line) throws Malformed {
    int equals = line.indexOf('=');
    if (equals <= 0) {
      throw new Malformed("a line without a name and \"=\"");
    }
    if (attributes.size() == MOST_ATTRIBUTES) {
      throw new Malformed("more than " + MOST_ATTRIBUTES + " attributes");
    }
    if (attributes.put(line.substring(0, equals), line.substring(equals + 1)) != null) {
      throw new Malformed("an attribute twice");
    }
  }

  /// Empty at the end.
  private Optional<String> line() throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream(128);
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        if (octets.size() == 0) {
          return Optional.empty();
        }
        throw new Malformed("the end in the middle of a line");
      }
      if (octet == 0) {
        throw new Malformed("a NUL");
      }
      if (octets.size() == LONGEST_LINE) {
        throw new Malformed("a line of more than " + LONGEST_LINE + " octets");
      }
      octets.write(octet);
    }
    byte[] line = octets.toByteArray();
    String text = new String(line, UTF_8);
    // What is no UTF-8 is kept octet by octet, so that two values never become one.
    return Optional.of(text.indexOf('\uFFFD') < 0 ? text : new String(line, ISO_8859_1));
  }
}
