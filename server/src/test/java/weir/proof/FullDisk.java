package weir.proof;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import weir.testkit.Until;

/// All folders of a server on one small disk, which somebody else fills, with octets or with files.
/// The disk is a tmpfs in the mount namespace of this program.
final class FullDisk {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int CLIENTS = 4;
  private static final int SOME = 50;
  private static final int PIECE = 4096;

  /// What the disk has no more of.
  enum Shortage {
    ROOM("the disk is full") {
      @Override
      void fill(Path filler) throws IOException {
        byte[] piece = new byte[PIECE];
        try (OutputStream out = Files.newOutputStream(filler.resolve("octets"))) {
          while (true) {
            out.write(piece);
          }
        }
      }
    },
    INODES("the disk has room, and no inode for a further file") {
      @Override
      void fill(Path filler) throws IOException {
        for (int n = 0; true; n++) {
          Files.createFile(filler.resolve("file" + n));
        }
      }
    };

    private final String said;

    Shortage(String said) {
      this.said = said;
    }

    /// Goes on until it fails.
    abstract void fill(Path filler) throws IOException;
  }

  private FullDisk() {}

  static Row row(Path folder, Kill9.Kind kind, Shortage shortage)
      throws IOException, InterruptedException {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    run("mount", "-t", "tmpfs", "-o", "size=48m,nr_inodes=4k", "weir-proof", disk.toString());
    try (Behind behind = kind.behind(disk);
        Child child =
            Child.start(folder, List.of(), Child.settings(disk) + behind.settings()).awaitReady()) {
      Ledger ledger = new Ledger();
      String back;
      int whileFull;
      int lines;
      try (Senders senders = new Senders(child.port(), ledger, CLIENTS)) {
        Until.holds(PATIENCE, () -> ledger.acknowledgedSoFar() >= SOME);
        Path filler = Files.createDirectory(disk.resolve("filler"));
        fill(shortage, filler);
        int before = ledger.acknowledgedSoFar();
        int log = errors(child);
        awaitFull(ledger, kind);
        whileFull = ledger.acknowledgedSoFar() - before;
        lines = errors(child) - log;
        empty(filler);
        long ended = System.nanoTime();
        int then = ledger.acknowledgedSoFar();
        Until.holds(PATIENCE, () -> ledger.acknowledgedSoFar() > then);
        back = Row.since(ended) + " until a message was acknowledged";
        Until.holds(PATIENCE, () -> journalGoesOn(child));
        back += ", " + Row.since(ended) + " until the journal was written again";
      }
      child.stop();
      ledger.arrived(behind.take());
      Ledger.Figures figures = ledger.figures();
      return new Row(
          shortage.said + ", " + kind,
          "%s; %d acknowledged while it was full; %d log lines of level WARN or ERROR"
              .formatted(ledger.replies(), whileFull, lines),
          figures.sound() ? Row.NOTHING : figures.toString(),
          back);
    } finally {
      run("umount", "-l", disk.toString());
    }
  }

  /// Mail for a server behind us needs no disk; all other is refused.
  private static void awaitFull(Ledger ledger, Kill9.Kind kind) {
    int acknowledged = ledger.acknowledgedSoFar();
    int refused = ledger.refusedSoFar();
    Until.holds(
        PATIENCE,
        () ->
            kind == Kill9.Kind.SERVER
                ? ledger.acknowledgedSoFar() - acknowledged > 20 * SOME
                : ledger.refusedSoFar() - refused > SOME);
  }

  private static boolean journalGoesOn(Child child) {
    List<String> log = child.log();
    return log.stream().noneMatch(line -> line.contains("journal: cannot be written"))
        || log.stream().anyMatch(line -> line.contains("the journal is written again"));
  }

  private static int errors(Child child) {
    return (int)
        child.log().stream()
            .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
            .count();
  }

  private static void fill(Shortage shortage, Path filler) {
    try {
      shortage.fill(filler);
    } catch (IOException full) {
      // That is what was wanted.
    }
  }

  private static void empty(Path filler) throws IOException {
    try (Stream<Path> files = Files.list(filler)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IOException(String.join(" ", command) + ": exit " + exit);
    }
  }
}
