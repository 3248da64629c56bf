package weir.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableTest {
  @TempDir private Path folder;

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void aFileIsReplacedAsAWholeAndForItsOwnerOnly() throws IOException {
    Path file = folder.resolve("keys");
    Files.writeString(file, "what was there before, and longer");
    Files.writeString(folder.resolve("keys.new"), "what a crash has left");
    Durable.replace(file, out -> out.write('a'));
    assertThat(file).hasContent("a");
    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(folder.resolve("keys.new")).doesNotExist();
  }

  @Test
  void whatCannotBeWrittenLeavesTheOldOne() throws IOException {
    Path file = folder.resolve("keys");
    Files.writeString(file, "old");
    assertThatThrownBy(() ->
            Durable.replace(
                file,
                out -> {
                  out.write('n');
                  throw new IOException("no room");
                }))
        .hasMessage("no room");
    assertThat(file).hasContent("old");
  }

  @Test
  void whatIsSyncedIsInTheFileThoughItIsStillOpen() throws IOException {
    Path file = folder.resolve("message");
    try (Writing writing = Writing.create(file)) {
      writing.out().write('a');
      assertThat(file).isEmptyFile();
      writing.sync();
      assertThat(file).hasContent("a");
      assertThat(permissions(file)).isEqualTo("rw-------");
      assertThatThrownBy(() -> Writing.create(file)).isInstanceOf(FileAlreadyExistsException.class);
    }
  }

  @Test
  void foldersAreForTheirOwnerOnlyAndThoseThatAreThereStayAsTheyAre() throws IOException {
    Path made = OwnerOnly.folder(folder.resolve("state/logs"));
    assertThat(permissions(made)).isEqualTo("rwx------");
    assertThat(permissions(folder.resolve("state"))).isEqualTo("rwx------");
    Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-x---"));
    assertThat(permissions(OwnerOnly.folder(made))).isEqualTo("rwxr-x---");
  }
}
