package weir.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/// What others test their mail software with: a folder of archives outside of the project, in
/// `-Dweir.conformance=FOLDER`, or beside the checkout. Without them tests are skipped.
public final class Conformance {
  private static final int BLOCK = 512;

  private Conformance() {}

  /// The text of each file, an octet a character, by its path in the archive `cases.tar.gz`.
  ///
  /// @param suite name of its folder
  /// @throws IOException when the archive cannot be read
  public static Map<String, String> read(String suite) throws IOException {
    Path archive = file(suite, "cases.tar.gz");
    try (InputStream packed = new GZIPInputStream(Files.newInputStream(archive))) {
      return files(packed.readAllBytes());
    }
  }

  /// The lines of a file that is in no archive.
  ///
  /// @throws IOException when it cannot be read
  public static List<String> lines(String suite, String name) throws IOException {
    return Files.readAllLines(file(suite, name));
  }

  /// What the project's page says of how much of each is understood: a test compares its numbers.
  public static String page() throws IOException {
    return Files.readString(Path.of("../docs/conformance.md")); // tests run in their module
  }

  private static Path file(String suite, String name) {
    String beside = "../../shared/conformance"; // of a module, which is where tests run
    Path file = Path.of(System.getProperty("weir.conformance", beside), suite, name);
    Assumptions.assumeTrue(Files.exists(file), "no " + file);
    return file;
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
}
