package weir.agent.fence;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import weir.agent.queue.Programs;

/// Runs nft(8).
final class Nft {
  private static final int SAID = 500;

  private final Programs programs;

  Nft(Programs programs) {
    this.programs = programs;
  }

  /// Carries a text out, all of it or nothing.
  ///
  /// @throws IOException with what it said
  void run(String text) throws IOException, InterruptedException {
    done(text, "-f", "-");
  }

  /// Looks whether a text would be carried out, and changes nothing.
  void check(String text) throws IOException, InterruptedException {
    done(text, "-c", "-f", "-");
  }

  /// What a `list` says; empty where there is no such thing.
  Optional<String> list(String... what) throws IOException, InterruptedException {
    Programs.Ran ran = ran("", what);
    if (ran.exit() == 0) {
      return Optional.of(ran.output());
    }
    if (ran.output().contains("No such file or directory")) {
      return Optional.empty();
    }
    throw failed(ran);
  }

  private void done(String text, String... words) throws IOException, InterruptedException {
    Programs.Ran ran = ran(text, words);
    if (ran.exit() != 0) {
      throw failed(ran);
    }
  }

  private Programs.Ran ran(String text, String... words) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of("nft"));
    line.addAll(Arrays.asList(words));
    return programs.run(line, text);
  }

  private static IOException failed(Programs.Ran ran) {
    String said = ran.output().strip();
    String told = said.contains("Operation not permitted") ? "only root may" : said;
    return new IOException("nft: " + told.substring(0, Math.min(SAID, told.length())));
  }
}
