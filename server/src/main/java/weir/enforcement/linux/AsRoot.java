package weir.enforcement.linux;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import weir.agent.queue.Programs;
import weir.enforcement.Step;

/// The system's programs, by whatever makes them run as root.
///
/// @param through words in front of each, such as `sudo -n`; none where we are root
record AsRoot(Programs programs, List<String> through) {
  AsRoot {
    through = List.copyOf(through);
  }

  private List<String> whole(List<String> words) {
    List<String> whole = new ArrayList<>(through);
    whole.addAll(words);
    return whole;
  }

  /// The step that runs one.
  Step step(String... words) {
    return new Step.Run(whole(List.of(words)), "");
  }

  /// The step that writes lines into a file in place of what it has, or of the kernel's.
  Step write(String line, String file) {
    return new Step.Run(whole(List.of("tee", file)), line + "\n");
  }

  /// The step that writes lines behind those that a file has.
  Step append(String lines, String file) {
    return new Step.Run(whole(List.of("tee", "-a", file)), lines + "\n");
  }

  /// A program as a person would type it.
  String words(String... words) {
    return new Step.Run(whole(List.of(words)), "").words();
  }

  /// Runs one that asks something.
  Programs.Ran ask(String... words) throws IOException, InterruptedException {
    return programs.run(whole(List.of(words)), "");
  }

  /// Whether a file is there.
  boolean isThere(String file) throws IOException, InterruptedException {
    return ask("test", "-e", file).exit() == 0;
  }
}
