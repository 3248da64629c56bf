package weir.asking;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A password or token in a file. Read each time it is needed: whoever replaces it needs no reload.
public final class SecretFile {
  private SecretFile() {}

  public static String firstLine(Path file) throws IOException {
    return Files.readString(file).lines().findFirst().orElse("").strip();
  }
}
