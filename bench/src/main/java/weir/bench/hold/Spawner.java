package weir.bench.hold;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Starts processes that become a user, go to a folder of his, open one connection, and end at an
/// age; each says beforehand who it is. The program that does it is built from its source first.
final class Spawner {
  static final int USERS = 10;
  static final int FIRST_USER = 2001;

  private final Path program;
  private final Path homes;

  /// What a process said of itself.
  record Truth(long pid, long uid, String folder) {}

  /// What was started.
  ///
  /// @param truth who connected from which port
  /// @param seconds that starting all of them took
  record Started(Map<Integer, Truth> truth, double seconds) {
    double rate() {
      return truth.size() / seconds;
    }
  }

  private Spawner(Path program, Path homes) {
    this.program = program;
    this.homes = homes;
  }

  /// Builds it, with homes for all users.
  static Spawner build() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("weir-hold");
    Path source = folder.resolve("spawner.c");
    try (InputStream in = Spawner.class.getResourceAsStream("spawner.c")) {
      if (in == null) {
        throw new IOException("the classes lack spawner.c");
      }
      Files.copy(in, source);
    }
    Path program = folder.resolve("spawner");
    List<String> cc = List.of("cc", "-O2", "-o", program.toString(), source.toString());
    if (new ProcessBuilder(cc).inheritIO().start().waitFor() != 0) {
      throw new IOException(String.join(" ", cc));
    }
    homes(folder);
    return new Spawner(program, folder);
  }

  private static void homes(Path folder) throws IOException {
    var open = PosixFilePermissions.fromString("rwxr-xr-x");
    Files.setPosixFilePermissions(folder, open);
    for (int uid = FIRST_USER; uid < FIRST_USER + USERS; uid++) {
      Path html = folder.resolve(uid + "/public_html");
      Files.createDirectories(html);
      Files.setPosixFilePermissions(html.getParent(), open);
      Files.setPosixFilePermissions(html, open);
    }
  }

  /// Runs to the end.
  ///
  /// @param rate of processes a second that is aimed at
  /// @param life of each process, in milliseconds
  Started run(int rate, int seconds, int life) throws IOException {
    Process spawner =
        new ProcessBuilder(
                program.toString(),
                Integer.toString(rate),
                Integer.toString(seconds),
                Integer.toString(life),
                Integer.toString(USERS),
                Integer.toString(FIRST_USER),
                homes.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Map<Integer, Truth> truth = new HashMap<>();
    try (BufferedReader said = spawner.inputReader()) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        String[] words = line.split(" ");
        if (words[0].equals("took")) {
          return new Started(truth, Double.parseDouble(words[1]));
        }
        long uid = Long.parseLong(words[1]);
        truth.put(Integer.parseInt(words[2]), new Truth(Long.parseLong(words[0]), uid, home(uid)));
      }
    }
    throw new IOException("the spawner did not come to its end");
  }

  private String home(long uid) {
    return homes.resolve(uid + "/public_html").toString();
  }
}
