package weir.main;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import weir.fuzz.NamedFiles;
import weir.fuzz.Scratch;
import weir.imports.PostfixImport;

/// A folder of Postfix: `main.cf`, `master.cf` and tables (see [NamedFiles]).
final class PostfixFolderFuzzTest {

  @FuzzTest
  void everyLineIsAccountedForAndWeirStartsWithWhatIsMade(byte[] octets) throws IOException {
    if (octets.length > 5000) {
      return;
    }
    try (Scratch scratch = Scratch.make()) {
      Path old = Files.createDirectory(scratch.folder().resolve("old"));
      if (NamedFiles.write(octets, old).contains("main.cf")) {
        PostfixImport.Imported imported = PostfixImport.read(old);
        ImportedFolder.isSound(imported.draft(), scratch.folder().resolve("new"));
        ImportedFolder.decides(imported.system());
      }
    }
  }
}
