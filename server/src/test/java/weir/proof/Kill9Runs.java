package weir.proof;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Many rounds of [Kill9], whose totals stay in a file and grow with the next run: `bench/kill9`.
final class Kill9Runs {
  /// At most so many rounds in the same two folders.
  private static final int CHUNK = 25;

  private final Path file;
  private final Totals before;
  private Totals now = Totals.NONE;

  private Kill9Runs(Path file, Totals before) {
    this.file = file;
    this.before = before;
  }

  /// @param args how many rounds, the kinds of what is behind taking turns, and the file of the
  ///   totals
  public static void main(String[] args) throws IOException, InterruptedException {
    int rounds = Integer.parseInt(args[0]);
    Path file = Path.of(args[1]).toAbsolutePath();
    Files.createDirectories(file.getParent());
    Path lock = file.resolveSibling(file.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock ours = channel.tryLock()) {
      if (ours == null) {
        System.err.println("another run is adding to " + file);
        System.exit(2);
      }
      Kill9Runs runs = new Kill9Runs(file, Totals.read(file));
      runs.run(rounds);
      System.out.print(runs.table());
      System.exit(runs.now.sound() ? 0 : 1);
    }
  }

  private void run(int rounds) throws IOException, InterruptedException {
    Kill9.Kind[] kinds = Kill9.Kind.values();
    int chunk = Math.clamp(rounds / kinds.length, 1, CHUNK);
    for (int turn = 0; turn * chunk < rounds; turn++) {
      turn(kinds[turn % kinds.length], Math.min(chunk, rounds - turn * chunk));
    }
  }

  private void turn(Kill9.Kind kind, int rounds) throws IOException, InterruptedException {
    String began = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    Scratch scratch = Scratch.make("weir-kill9");
    Kill9 kill9 = new Kill9(scratch.folder(), kind, System.nanoTime());
    Totals sofar = now;
    kill9.run(
        rounds,
        done -> {
          now = sofar.plus(Totals.of(kind, done, kill9.figures().of(began)));
          before.plus(now).write(file);
        });
    System.out.printf("%s, %d rounds: %s%n", kind, rounds, kill9.figures());
    if (kill9.figures().sound()) {
      scratch.delete();
    } else {
      System.out.println("what was there is kept in " + scratch.folder());
    }
  }

  private String table() {
    return Totals.TITLES + now.rows("this run") + before.plus(now).rows("all runs") + file + "\n";
  }
}
