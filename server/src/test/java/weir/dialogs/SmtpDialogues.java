package weir.dialogs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/// Sessions that other mail servers are tested with: Apache James, chasquid and Exim.
///
/// They lie outside of the project, in `-Dweir.conformance=FOLDER`, or beside the checkout; without
/// them tests are skipped.
final class SmtpDialogues {
  private static final int BLOCK = 512;

  /// One side of a session.
  sealed interface Step {
    /// The client sends this, as it is.
    record Send(String octets) implements Step {}

    /// A whole reply is due whose code begins so.
    record Expect(String code) implements Step {}

    /// The client begins TLS.
    record Secure() implements Step {}
  }

  private SmtpDialogues() {}

  /// The text of each file, by its path in the archive.
  static Map<String, String> read() throws IOException {
    Path beside = Path.of("").toAbsolutePath().getParent().resolveSibling("shared/conformance");
    String folder = System.getProperty("weir.conformance", beside.toString());
    Path archive = Path.of(folder, "smtp-dialogues", "cases.tar.gz");
    Assumptions.assumeTrue(Files.exists(archive), "no corpus of sessions at " + archive);
    try (InputStream packed = new GZIPInputStream(Files.newInputStream(archive))) {
      return files(packed.readAllBytes());
    }
  }

  /// POSIX tar: a header of one block, name at 0, size in octal at 124, type at 156; then the
  /// content in whole blocks.
  private static Map<String, String> files(byte[] tar) throws IOException {
    Map<String, String> files = new TreeMap<>();
    ByteArrayInputStream in = new ByteArrayInputStream(tar);
    for (byte[] header = in.readNBytes(BLOCK);
        header.length == BLOCK && header[0] != 0;
        header = in.readNBytes(BLOCK)) {
      String name = new String(header, 0, 100, ISO_8859_1).replaceAll("\0.*", "");
      int size = Integer.parseInt(new String(header, 124, 11, ISO_8859_1).strip(), 8);
      byte[] content = in.readNBytes(size);
      in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
      if (header[156] == '0') {
        files.put(name, new String(content, ISO_8859_1));
      }
    }
    return files;
  }

  /// `C:` and `S:` lines; a reply of several lines is one step.
  static List<List<Step>> james(String script) {
    List<Step> steps = new ArrayList<>();
    List<String> lines =
        script.lines().filter(line -> line.startsWith("C:") || line.startsWith("S:")).toList();
    for (int i = 0; i < lines.size(); i++) {
      String text = lines.get(i).substring(Math.min(3, lines.get(i).length()));
      boolean more = i + 1 < lines.size() && lines.get(i + 1).matches("S: \\d{3}-.*");
      if (lines.get(i).startsWith("C:")) {
        steps.add(new Step.Send(text.replace("\\r\\n", "\r\n") + "\r\n"));
      } else if (!more && !text.matches("\\d{3}-.*")) {
        steps.add(new Step.Expect(text.substring(0, 3)));
      }
    }
    return List.of(steps);
  }

  /// chasquid's scripts: `->` sends, `<-`, `<~` and `<...` expect, `close` begins another session.
  static List<List<Step>> chasquid(String script) {
    List<List<Step>> sessions = new ArrayList<>();
    for (String line : script.lines().toList()) {
      if (line.contains("_connect")) {
        sessions.add(new ArrayList<>());
        if (line.contains("tls_connect")) {
          sessions.getLast().add(new Step.Secure());
        }
      } else if (line.startsWith("c -> ")) {
        sessions.getLast().add(new Step.Send(line.substring(5) + "\r\n"));
      } else if (line.startsWith("c ~> ")) {
        sessions.getLast().add(new Step.Send(("a".repeat(899) + "\r\n").repeat(1166)));
      } else if (line.matches("c <(-|~|\\.\\.\\.) \\d{3}.*")) {
        sessions.getLast().add(new Step.Expect(line.replaceAll("c <\\S+ (\\d{3}).*", "$1")));
      }
    }
    return sessions;
  }

  /// The `client` blocks of Exim's scripts, which name the replies they expect.
  static List<List<Step>> exim(String script) {
    List<List<Step>> sessions = new ArrayList<>();
    boolean inside = false;
    for (String line : script.lines().toList()) {
      if (line.startsWith("client ")) {
        inside = true;
        sessions.add(new ArrayList<>());
      } else if (line.equals("****")) {
        inside = false;
      } else if (inside && line.matches("\\?\\?\\? \\d{1,3}( .*)?")) {
        sessions.getLast().add(new Step.Expect(line.substring(4, 5)));
      } else if (inside && !line.startsWith("???") && !line.startsWith("+++")) {
        sessions
            .getLast()
            .add(new Step.Send(line.replace("\\r", "\r").replace("\\n", "\n") + "\r\n"));
      }
    }
    return sessions;
  }

  /// What is typed into `exim -bs` and `exim -bh`; what is answered stands elsewhere, so nothing is
  /// expected but that there is an answer.
  static List<List<Step>> typed(String script) {
    List<List<Step>> sessions = new ArrayList<>();
    boolean inside = false;
    for (String line : script.lines().toList()) {
      if (line.matches("(sudo )?exim.* -b[sh]\\b.*")) {
        inside = true;
        sessions.add(new ArrayList<>());
      } else if (line.equals("****")) {
        inside = false;
      } else if (inside) {
        sessions.getLast().add(new Step.Send(line + "\r\n"));
      }
    }
    return sessions;
  }
}
