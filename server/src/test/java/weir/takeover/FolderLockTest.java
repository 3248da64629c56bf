package weir.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  @TempDir Path folder;

  @Test
  void aFolderIsOneServersUntilItLetsGo() throws Exception {
    FolderLock first = FolderLock.take(folder);
    assertThatThrownBy(() -> FolderLock.take(folder))
        .isInstanceOf(FolderLock.Held.class)
        .hasMessageContaining("process " + ProcessHandle.current().pid())
        .hasMessageContaining("--take-over");
    first.close();
    FolderLock.take(folder).close();
  }

  @Test
  void aLockFileThatACrashLeftLocksNothing() throws Exception {
    Files.writeString(folder.resolve("lock"), "1\n");
    FolderLock.take(folder).close();
    assertThat(folder.resolve("lock")).hasContent(Long.toString(ProcessHandle.current().pid()));
  }
}
