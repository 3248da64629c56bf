package weir.nexthop;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import weir.files.Writing;

/// The real file system, but every act is written down, and one of them fails on order.
class WatchedStore implements MaildirStore {

  private final MaildirStore disk = new DiskMaildirStore();
  private final List<String> acts = new ArrayList<>();
  private final int failing;
  private final String error;

  /// @param failing number of the act that fails, the first is 1; 0 for none
  WatchedStore(int failing) {
    this(failing, "Input/output error");
  }

  WatchedStore(int failing, String error) {
    this.failing = failing;
    this.error = error;
  }

  synchronized List<String> acts() {
    return List.copyOf(acts);
  }

  private synchronized void act(String name) throws IOException {
    acts.add(name);
    if (acts.size() == failing) {
      throw new IOException(error);
    }
  }

  @Override
  public void prepare(Path mailbox) throws IOException {
    act("prepare " + mailbox.getFileName());
    disk.prepare(mailbox);
  }

  @Override
  public Writing create(Path file) throws IOException {
    act("create in " + folder(file));
    Writing writing = disk.create(file);
    return new Writing() {
      @Override
      public OutputStream out() {
        return writing.out();
      }

      @Override
      public void sync() throws IOException {
        act("sync in " + folder(file));
        writing.sync();
      }

      @Override
      public void close() throws IOException {
        writing.close();
        act("close in " + folder(file));
      }
    };
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    act("rename from " + folder(from) + " to " + folder(to));
    disk.rename(from, to);
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    act("sync of " + directory.getFileName());
    disk.syncDirectory(directory);
  }

  @Override
  public void delete(Path file) throws IOException {
    disk.delete(file);
  }

  private static String folder(Path file) {
    return String.valueOf(file.toAbsolutePath().getParent().getFileName());
  }
}
