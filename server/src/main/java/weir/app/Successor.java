package weir.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts the process that takes our place: the same command line, the program as it is now on
/// disk.
///
/// Started by us it is in the service's control group, which is what systemd asks of a new main
/// process.
final class Successor {
  private static final Logger log = LoggerFactory.getLogger(Successor.class);
  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

  private Successor() {}

  static void start() {
    try {
      List<String> command = commandLine();
      Process process = new ProcessBuilder(command).inheritIO().start();
      log.info("process {} is started to take over", process.pid());
      var _ =
          process
              .onExit()
              .thenAccept(ended -> log.error("process {} did not take over", ended.pid()));
    } catch (IOException e) {
      log.error("no process to take over could be started: {}", e.toString());
    }
  }

  private static List<String> commandLine() throws IOException {
    String all = Files.readString(COMMAND_LINE, StandardCharsets.UTF_8);
    List<String> words = new ArrayList<>(List.of(all.split("\0")));
    if (!words.contains(Succession.TAKE_OVER)) {
      words.add(Succession.TAKE_OVER);
    }
    return words;
  }
}
