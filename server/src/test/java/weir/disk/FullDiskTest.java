package weir.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FullDiskTest {

  @ParameterizedTest
  @ValueSource(strings = {"No space left on device", "Disk quota exceeded", "File too large"})
  void hostile_109_want_of_room_is_known_wherever_it_is_said(String said) {
    assertThat(FullDisk.caused(new IOException(said))).isTrue();
    assertThat(FullDisk.caused(new FileSystemException("/a/file", null, said))).isTrue();
    assertThat(FullDisk.caused(new IOException("index", new IOException(said)))).isTrue();
  }

  @Test
  void hostile_109_sqlite_says_it_in_its_own_words() {
    SQLException full = new SQLException("[SQLITE_FULL] Insertion failed because database is full");
    assertThat(FullDisk.caused(new IOException("the index", full))).isTrue();
  }

  @Test
  void hostile_110_a_disk_that_fails_is_not_full() {
    assertThat(FullDisk.caused(new IOException("Input/output error"))).isFalse();
    assertThat(FullDisk.caused(new FileSystemException("/a", null, "Read-only file system")))
        .isFalse();
    assertThat(FullDisk.caused(new IOException())).isFalse();
    assertThat(FullDisk.caused(null)).isFalse();
  }

  /// The system's own words, as this Java has them.
  @Test
  void hostile_109_a_device_that_is_always_full_is_full() throws IOException {
    try (FileOutputStream full = new FileOutputStream("/dev/full")) {
      full.write(1);
      throw new AssertionError("/dev/full took an octet");
    } catch (IOException e) {
      assertThat(FullDisk.caused(e)).isTrue();
    }
  }
}
