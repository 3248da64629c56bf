package weir.agent.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import weir.observation.Observations;

/// A log that is followed, by a thread of its own, until it is closed.
public final class LogSource implements AutoCloseable {
  private final Follower follower;
  private final FollowerThread thread;

  private LogSource(Follower follower, String source) {
    this.follower = follower;
    this.thread = new FollowerThread(follower, source);
    thread.start();
  }

  /// Follows a file and what it is rotated into.
  ///
  /// @param folder where the position is kept, in a file named for the source
  /// @param told the mark up to which everything of this source was taken before, 0 for a new one
  /// @throws IOException when the folder cannot be made
  public static LogSource ofFile(
      LogForm form,
      Path file,
      Path folder,
      Observations observations,
      long told,
      InstantSource clock)
      throws IOException {
    KeptFile kept = kept(folder, form);
    return new LogSource(
        new FileFollower(form, file, observations, kept, told, clock), form.source());
  }

  /// Follows the journal of this host.
  ///
  /// @param folder where the position is kept, in a file named for the source
  /// @param told the mark up to which everything of this source was taken before, 0 for a new one
  /// @throws IOException when the folder cannot be made
  public static LogSource ofJournal(
      LogForm form, Path folder, Observations observations, long told, InstantSource clock)
      throws IOException {
    KeptFile kept = kept(folder, form);
    return new LogSource(
        new JournalFollower(
            form,
            Journalctl.ofHost(),
            new Writers(form.grammar(), Path.of("/etc/passwd")),
            observations,
            kept,
            told,
            clock),
        form.source());
  }

  private static KeptFile kept(Path folder, LogForm form) throws IOException {
    Files.createDirectories(folder);
    return new KeptFile(folder.resolve(form.source() + ".position"));
  }

  /// How far it is read.
  public Coverage coverage() {
    return follower.coverage();
  }

  @Override
  public void close() throws InterruptedException {
    thread.close();
  }
}
