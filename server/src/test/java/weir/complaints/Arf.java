package weir.complaints;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;

/// Complaints of `desk@example.org` in the Abuse Reporting Format (RFC 5965).
final class Arf {
  private Arf() {}

  /// A message of one complaint about each of these.
  ///
  /// @param headers of the messages that are complained about, each with its last line's end
  static String about(List<String> headers) {
    return report("", headers);
  }

  static String about(String header) {
    return about(List.of(header));
  }

  /// @param source the address that the message came from, as the reporter says
  static String about(String header, String source) {
    return report("Source-IP: " + source + "\n", List.of(header));
  }

  /// A message of one complaint about the message of each Message-ID.
  static String aboutIds(Stream<String> ids) {
    return about(ids.map("Message-ID: <%s>\n"::formatted).toList());
  }

  static InputStream octets(String mail) {
    return new ByteArrayInputStream(mail.getBytes(ISO_8859_1));
  }

  private static String report(String fields, List<String> headers) {
    StringBuilder mail =
        new StringBuilder(
            """
            From: desk@example.org
            Content-Type: multipart/report; boundary=b

            --b
            Content-Type: message/feedback-report

            Feedback-Type: abuse
            %s
            """
                .formatted(fields));
    for (String header : headers) {
      mail.append("--b\nContent-Type: message/rfc822\n\n").append(header).append('\n');
    }
    return mail.append("--b--\n").toString();
  }
}
