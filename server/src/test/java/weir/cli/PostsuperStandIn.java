package weir.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import weir.agent.queue.Programs;

/// Does what `postsuper -h`, `-H` and `-d` do, with files of one folder each, and keeps what is
/// handed in by `sendmail` in a folder of its own.
record PostsuperStandIn(Path queue) implements Programs {
  @Override
  public Ran run(List<String> command, String input) throws IOException {
    if (command.getFirst().equals("sendmail")) {
      Path taken = Files.createDirectories(queue.resolve("handed-in"));
      Files.writeString(Files.createTempFile(taken, "", ".eml"), input);
      return new Ran(0, "");
    }
    if (!command.getFirst().equals("postsuper")) {
      return new Ran(127, "there is no " + command.getFirst());
    }
    for (String id : input.lines().toList()) {
      Path deferred = queue.resolve("deferred").resolve(id);
      Path hold = queue.resolve("hold").resolve(id);
      switch (command.get(1)) {
        case "-h" -> {
          Files.createDirectories(hold.getParent());
          Files.move(deferred, hold);
        }
        case "-H" -> Files.move(hold, deferred);
        case "-d" -> Files.delete(hold);
        default -> throw new IOException("not asked for in tests: " + command);
      }
    }
    return new Ran(0, "");
  }
}
