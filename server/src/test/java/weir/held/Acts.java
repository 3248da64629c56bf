package weir.held;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import weir.files.Writing;
import weir.mail.Content;

/// The real disk and index, but every act that changes something is written down, and at one of
/// them the act fails, or the process dies.
final class Acts {
  private final List<String> acts = new ArrayList<>();
  private final int last;
  private final boolean deadly;
  private final String error;

  private Acts(int last, boolean deadly, String error) {
    this.last = last;
    this.deadly = deadly;
    this.error = error;
  }

  /// @param act number of the act that is not done any more, the first is 1
  static Acts dyingAt(int act) {
    return new Acts(act, true, "");
  }

  /// @param act number of the one act that fails; 0 for none
  static Acts failingAt(int act) {
    return new Acts(act, false, "Input/output error");
  }

  /// @param act number of the one act for which the disk has no room
  /// @param error in the system's words
  static Acts fullAt(int act, String error) {
    return new Acts(act, false, error);
  }

  /// Nothing of ours runs after it, as after SIGKILL: nobody catches it and tidies up.
  static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  synchronized List<String> all() {
    return List.copyOf(acts);
  }

  /// Whether the act with the number was reached.
  synchronized boolean happened() {
    return acts.size() >= last;
  }

  private synchronized void act(String name) throws IOException {
    acts.add(name);
    if (deadly && acts.size() >= last) {
      throw new Killed();
    }
    if (!deadly && acts.size() == last) {
      throw new IOException(error);
    }
  }

  HeldFiles files(HeldFiles disk) {
    return new HeldFiles() {
      @Override
      public Writing create(String name) throws IOException {
        act("create");
        Writing file = disk.create(name);
        return new Writing() {
          @Override
          public OutputStream out() {
            return file.out();
          }

          @Override
          public void sync() throws IOException {
            act("sync");
            file.sync();
          }

          @Override
          public void close() throws IOException {
            file.close();
          }
        };
      }

      @Override
      public void syncFolder() throws IOException {
        act("sync folder");
        disk.syncFolder();
      }

      @Override
      public void delete(String name) throws IOException {
        act("delete");
        disk.delete(name);
      }

      @Override
      public List<String> names() throws IOException {
        return disk.names();
      }

      @Override
      public String setAside(List<String> names) throws IOException {
        return disk.setAside(names);
      }

      @Override
      public HeldRoom aside() throws IOException {
        return disk.aside();
      }

      @Override
      public Content content(String name) throws IOException {
        return disk.content(name);
      }
    };
  }

  HeldIndex index(HeldIndex disk) {
    return new HeldIndex() {
      @Override
      public void add(List<HeldMessage> rows, HeldSettings bounds, HeldRoom aside)
          throws NoRoom, IOException {
        act("add " + rows.getFirst().state().word());
        disk.add(rows, bounds, aside);
      }

      @Override
      public void confirm(Collection<Key> rows, Instant now) throws IOException {
        act("confirm");
        disk.confirm(rows, now);
      }

      @Override
      public void drop(Collection<Key> rows) throws IOException {
        act("drop");
        disk.drop(rows);
      }

      @Override
      public boolean change(HeldMessage row, HeldState from) throws IOException {
        act("change to " + row.state().word());
        return disk.change(row, from);
      }

      @Override
      public void split(HeldMessage row, List<HeldMessage> parts) throws IOException {
        act("split");
        disk.split(row, parts);
      }

      @Override
      public List<HeldMessage> find(HeldQuery query) throws IOException {
        return disk.find(query);
      }

      @Override
      public Optional<HeldMessage> get(Key key) throws IOException {
        return disk.get(key);
      }

      @Override
      public List<HeldMessage> due(Instant now, int limit) throws IOException {
        return disk.due(now, limit);
      }

      @Override
      public List<HeldMessage> older(Duration than, int limit) throws IOException {
        return disk.older(than, limit);
      }

      @Override
      public void forget(Duration goneFor, int most) throws IOException {
        act("forget");
        disk.forget(goneFor, most);
      }

      @Override
      public void adopt() throws IOException {
        disk.adopt();
      }

      @Override
      public HeldCounts counts(HeldRoom aside) throws IOException {
        return disk.counts(aside);
      }

      @Override
      public Optional<String> full(HeldSettings bounds, HeldRoom aside) throws IOException {
        return disk.full(bounds, aside);
      }

      @Override
      public int dropForeign() throws IOException {
        return disk.dropForeign();
      }

      @Override
      public Set<String> files() throws IOException {
        return disk.files();
      }

      @Override
      public boolean needs(String file) throws IOException {
        return disk.needs(file);
      }

      @Override
      public void close() throws IOException {
        disk.close();
      }
    };
  }
}
