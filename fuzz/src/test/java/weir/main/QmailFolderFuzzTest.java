package weir.main;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import weir.former.Patched;
import weir.former.QmailSite;
import weir.fuzz.NamedFiles;
import weir.fuzz.Scratch;
import weir.imports.QmailImport;

/// A site of qmail: the files of `control`, `tcp.smtp` and `run` (see [NamedFiles]), as each of the
/// patched qmails reads them.
final class QmailFolderFuzzTest {

  private static final List<String> BESIDE = List.of("tcp.smtp", "run");

  @FuzzTest
  void everyLineIsAccountedForAndWeirStartsWithWhatIsMade(byte[] octets) throws IOException {
    if (octets.length > 5000) {
      return;
    }
    try (Scratch scratch = Scratch.make()) {
      Path old = scratch.folder().resolve("old");
      Path control = Files.createDirectories(old.resolve("control"));
      for (String name : NamedFiles.write(octets, control)) {
        if (BESIDE.contains(name) && Files.exists(control.resolve(name))) {
          Files.move(control.resolve(name), old.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      if (isEmpty(control)) {
        return; // no site: who imports it is told so
      }
      for (Patched patched : Patched.values()) {
        QmailSite site = QmailSite.read(old, Optional.of(patched));
        ImportedFolder.isSound(QmailImport.of(site), scratch.folder().resolve(patched.name()));
        ImportedFolder.decides(site.system());
      }
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.findAny().isEmpty();
    }
  }
}
