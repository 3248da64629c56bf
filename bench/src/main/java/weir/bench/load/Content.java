package weir.bench.load;

import java.nio.charset.StandardCharsets;

/// The text of a message as clients of a bench send it.
public final class Content {
  private static final String FIELDS =
      """
      From: user@example.net\r
      To: user@ok.bench\r
      Subject: bench\r
      Date: Sat, 28 Nov 2026 12:00:00 +0000\r
      Message-ID: <1@example.net>\r
      \r
      """;
  private static final int LINE = 70;

  private Content() {}

  /// A message with its final dot.
  ///
  /// @param size of header and text in octets, a few more at most
  public static byte[] of(int size) {
    StringBuilder text = new StringBuilder(size + 100).append(FIELDS);
    while (text.length() < size - 2) {
      text.append("a".repeat(Math.min(LINE, size - 2 - text.length()))).append("\r\n");
    }
    return text.append(".\r\n").toString().getBytes(StandardCharsets.US_ASCII);
  }
}
