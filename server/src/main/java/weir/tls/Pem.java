package weir.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import weir.config.Unreadable;

/// One block of a PEM file (RFC 7468). Text between blocks means nothing.
///
/// @param label the words in the first line, such as `CERTIFICATE`
/// @param der the content
record Pem(String label, byte[] der) {

  /// A larger file is refused: nobody's chain is that long.
  static final long LARGEST_FILE = 1024 * 1024;

  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";

  static List<Pem> read(Path file) throws TlsProblem {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw new TlsProblem(file + ": larger than " + LARGEST_FILE + " bytes");
      }
      return parse(file, Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException unreadable) {
      throw new TlsProblem(file + ": " + Unreadable.why(unreadable), unreadable);
    }
  }

  private static List<Pem> parse(Path file, String text) throws TlsProblem {
    List<Pem> blocks = new ArrayList<>();
    int at = text.indexOf(BEGIN);
    while (at >= 0) {
      int labelEnd = text.indexOf(DASHES, at + BEGIN.length());
      int end = labelEnd < 0 ? -1 : text.indexOf(END, labelEnd);
      if (end < 0) {
        throw new TlsProblem(file + ": a block has no end");
      }
      String label = text.substring(at + BEGIN.length(), labelEnd);
      String body = text.substring(labelEnd + DASHES.length(), end);
      if (body.contains("ENCRYPTED") || label.startsWith("ENCRYPTED")) {
        throw new TlsProblem(file + ": the key is encrypted; a server needs it without a password");
      }
      try {
        blocks.add(new Pem(label, Base64.getMimeDecoder().decode(body)));
      } catch (IllegalArgumentException bad) {
        throw new TlsProblem(file + ": block " + label + " is not base64", bad);
      }
      at = text.indexOf(BEGIN, end);
    }
    return blocks;
  }

  /// The block as text.
  String text() {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return BEGIN + label + DASHES + "\n" + body + "\n" + END + label + DASHES + "\n";
  }

  @Override
  public String toString() {
    return "Pem[" + label + "]";
  }
}
