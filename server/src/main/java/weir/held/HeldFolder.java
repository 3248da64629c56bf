package weir.held;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The store's folder: `messages`, a file each, and `index.db`.
///
/// An index that is damaged is set aside, and the messages that it knew go to `without-index`:
/// without it nobody knows whose they are, but they were acknowledged, so nothing of them is
/// deleted.
record HeldFolder(HeldFiles files, HeldIndex index) {
  private static final Logger log = LoggerFactory.getLogger(HeldFolder.class);
  private static final String INDEX = "index.db";

  /// Opens the folder, which is made where it is missing.
  ///
  /// @param nanos time that only passes, as of [System#nanoTime]
  /// @throws IOException when the disk does not let us
  static HeldFolder open(Path folder, Instant now, LongSupplier nanos) throws IOException {
    HeldFiles files = new DiskHeldFiles(folder.resolve("messages"));
    Path file = folder.resolve(INDEX);
    String owner = ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
    boolean fresh = Files.notExists(file);
    HeldIndex index;
    try {
      index = SqliteHeldIndex.open(file, owner, nanos);
    } catch (SqliteHeldIndex.Damaged e) {
      setAside(folder, now, e);
      fresh = true;
      index = SqliteHeldIndex.open(file, owner, nanos);
    }
    if (fresh) {
      setAside(files);
    }
    return new HeldFolder(files, index);
  }

  /// What SQLite keeps beside a file must not come to another one of its name.
  private static void setAside(Path folder, Instant now, IOException why) throws IOException {
    String aside = ".damaged-" + now.toEpochMilli();
    log.error(
        "the index of held messages is set aside as {}{}: {}", INDEX, aside, why.getMessage());
    for (String part : List.of("", "-wal", "-shm")) {
      Path each = folder.resolve(INDEX + part);
      if (Files.exists(each)) {
        Files.move(each, folder.resolve(INDEX + part + aside));
      }
    }
  }

  private static void setAside(HeldFiles files) throws IOException {
    List<String> names = files.names();
    if (!names.isEmpty()) {
      log.error(
          "{} held messages have no index; they are kept in {}",
          names.size(),
          files.setAside(names));
    }
  }
}
