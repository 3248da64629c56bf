package weir.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/// Octets in the middle of a message that some servers take for its end.
///
/// Behind them stands what would be a second message: a server that is fooled takes it for
/// commands.
///
/// @param name for people, such as `LF . CRLF`
/// @param octets one character an octet
/// @param sending how the message around it is sent
public record Variant(String name, String octets, Sending sending) {

  /// How a message is sent.
  public enum Sending {
    /// Behind DATA, up to CRLF.CRLF (RFC 5321 section 4.1.1.4): that is the only end.
    DATA,
    /// As one chunk of announced length (RFC 3030): nothing in it is an end.
    BDAT
  }

  /// The end of a message, by which a probe finds out whether it can tell one message from two.
  public static final Variant CONTROL = new Variant("CRLF . CRLF", "\r\n.\r\n", Sending.DATA);

  private static final List<Variant> USUAL =
      List.of(
          data("LF . LF", "\n.\n"),
          data("LF . CR", "\n.\r"),
          data("CR . LF", "\r.\n"),
          data("CR . CR", "\r.\r"),
          data("LF . CRLF", "\n.\r\n"),
          data("CR . CRLF", "\r.\r\n"),
          data("CRLF . LF", "\r\n.\n"),
          data("CRLF . CR", "\r\n.\r"),
          data("CRLF . CR CRLF", "\r\n.\r\r\n"),
          data("CR CRLF . CR CRLF", "\r\r\n.\r\r\n"),
          data("CRLF NUL . CRLF", "\r\n\0.\r\n"));

  private static final List<Variant> RARE =
      List.of(
          data("CRLF . NUL CRLF", "\r\n.\0\r\n"),
          data("LF NUL . LF", "\n\0.\n"),
          data("LF LF . LF LF", "\n\n.\n\n"),
          data("CRLF . SP CRLF", "\r\n. \r\n"),
          data("CRLF .. CRLF", "\r\n..\r\n"),
          new Variant("BDAT: CRLF . CRLF", "\r\n.\r\n", Sending.BDAT),
          new Variant("BDAT: LF . LF", "\n.\n", Sending.BDAT));

  private static Variant data(String name, String octets) {
    return new Variant(name, octets, Sending.DATA);
  }

  /// The control first.
  ///
  /// @param rare also those that are seldom tried
  static List<Variant> all(boolean rare) {
    List<Variant> all = new ArrayList<>(1 + USUAL.size() + RARE.size());
    all.add(CONTROL);
    all.addAll(USUAL);
    if (rare) {
      all.addAll(RARE);
    }
    return List.copyOf(all);
  }

  boolean isControl() {
    return equals(CONTROL);
  }

  /// What is sent for it: behind the 354, or the chunk with its command; and QUIT.
  byte[] message(Envelope envelope, String marker) {
    String text = header(envelope, marker, name) + "First part." + octets;
    String inner = inner(envelope, marker);
    String all =
        switch (sending) {
          case DATA -> text + inner;
          case BDAT -> {
            int length = text.length() + inner.length();
            yield "BDAT " + length + " LAST\r\n" + text + inner;
          }
        };
    return (all + "QUIT\r\n").getBytes(ISO_8859_1);
  }

  /// A message as the commands that would send it.
  private String inner(Envelope envelope, String marker) {
    return "MAIL FROM:<"
        + envelope.sender()
        + ">\r\nRCPT TO:<"
        + envelope.recipient()
        + ">\r\nDATA\r\n"
        + header(envelope, marker, name + ", a second message")
        + "Second part.\r\n.\r\n";
  }

  private static String header(Envelope envelope, String marker, String what) {
    String from = envelope.sender().isEmpty() ? envelope.recipient() : envelope.sender();
    return "From: <%s>\r\nTo: <%s>\r\nSubject: %s (%s)\r\n\r\n"
        .formatted(from, envelope.recipient(), marker, what);
  }

  /// @param sender empty for the null sender
  public record Envelope(String sender, String recipient) {}
}
