package weir.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.check.Tables;
import weir.files.OwnerOnly;
import weir.gateway.bodies.Bodies;
import weir.held.HeldStore;
import weir.journal.Journal;
import weir.retention.RetentionClock;
import weir.segments.SqliteJournal;
import weir.settings.Settings;
import weir.snapshot.DurableState;
import weir.state.State;

/// What the folder holds, and how it passes from one process to the next: durable state has one
/// writer at any time, of the journal each has a segment, messages on their way have files of their
/// process, and held messages are looked after by the last one only.
final class Kept {
  private static final Logger log = LoggerFactory.getLogger(Kept.class);
  private static final Duration AT_MOST = Duration.ofSeconds(30);

  private final Path stateFolder;
  private final Path journalFolder;
  private final RetentionClock retention;
  private final State state;
  private final Journal journal;
  private final Bodies bodies;
  private final HeldStore held;
  private final Optional<DurableState> file;
  private final Optional<SqliteJournal> segments;

  /// @param beside another process still uses the folder, until [#alone]
  Kept(Settings settings, Surroundings around, Parts parts, boolean beside) throws IOException {
    stateFolder = settings.folder().resolve("state");
    journalFolder = settings.journal().folder();
    OwnerOnly.folder(settings.folder());
    retention = RetentionClock.open(settings.folder(), around.clock(), around.nanos());
    if (around.state().isPresent()) {
      state = around.state().get();
      file = Optional.empty();
    } else {
      DurableState durable = parts.own(DurableState.unread(Tables.all(), around.clock()));
      state = durable;
      file = Optional.of(durable);
    }
    if (around.journal().isPresent()) {
      journal = around.journal().get();
      segments = Optional.empty();
    } else {
      SqliteJournal written =
          parts.own(
              beside
                  ? SqliteJournal.openBeside(settings.journal(), around.clock(), retention)
                  : SqliteJournal.open(settings.journal(), around.clock(), retention));
      journal = written;
      segments = Optional.of(written);
    }
    bodies = parts.own(new Bodies(settings.limits().room(), settings.folder().resolve("passing")));
    if (!beside) {
      bodies.deleteLeftovers();
    }
    held =
        parts.own(
            HeldStore.open(
                settings.folder().resolve("held"),
                settings.held(),
                around.clock(),
                around.nanos(),
                beside));
  }

  /// The time by which old things are deleted.
  RetentionClock retention() {
    return retention;
  }

  State state() {
    return state;
  }

  Journal journal() {
    return journal;
  }

  /// Where versions of the policy are written down.
  Optional<Path> policies() {
    return segments.map(_ -> journalFolder);
  }

  Bodies bodies() {
    return bodies;
  }

  HeldStore held() {
    return held;
  }

  /// Reads the state; nothing is written to it before [#begin].
  void read() throws IOException {
    if (file.isPresent()) {
      file.get().read(stateFolder);
    }
  }

  void begin() {
    file.ifPresent(DurableState::start);
  }

  /// Another process is about to use the folder.
  ///
  /// @throws IOException when the state cannot be written; then all is as before
  void lend(OutputStream changes) throws IOException {
    segments.ifPresent(SqliteJournal::share);
    held.share();
    try {
      if (file.isPresent()) {
        file.get().lend(changes, AT_MOST);
      }
    } catch (IOException e) {
      takeBack();
      throw e;
    }
  }

  void takeBack() {
    segments.ifPresent(SqliteJournal::shareNoMore);
    tidyHeld();
    try {
      if (file.isPresent()) {
        file.get().takeBack(stateFolder, AT_MOST);
      }
    } catch (IOException e) {
      log.error("durable state is kept in memory only from now on: {}", e.getMessage());
    }
  }

  /// Makes the changes of the process before us until it ends.
  void follow(InputStream changes) {
    try {
      if (file.isPresent()) {
        file.get().follow(changes);
      } else {
        changes.transferTo(OutputStream.nullOutputStream());
      }
    } catch (IOException e) {
      log.warn("the process before us ended in the middle of a word: {}", e.getMessage());
    }
  }

  private void tidyHeld() {
    try {
      held.alone();
    } catch (IOException e) {
      log.error("held messages are kept, but not released and not deleted: {}", e.getMessage());
    }
  }

  /// No other process uses the folder any more.
  void alone() {
    segments.ifPresent(SqliteJournal::shareNoMore);
    tidyHeld();
    try {
      bodies.deleteLeftovers();
    } catch (IOException e) {
      log.warn("what the process before us left was not deleted: {}", e.toString());
    }
  }
}
