package weir.enforcement.linux;

import java.io.IOException;
import java.util.List;
import weir.agent.queue.Programs;
import weir.enforcement.Step;

/// A service whose configuration is changed.
///
/// @param test says whether its configuration can be read
/// @param reload has it read anew
record Service(AsRoot root, List<String> test, List<String> reload) {
  private static final int SAID = 300;

  Service {
    test = List.copyOf(test);
    reload = List.copyOf(reload);
  }

  /// The step that looks whether it could be reloaded, and otherwise takes back what was changed:
  /// else the next one who reloads it, for whatever reason, would stop it.
  Step tested(String... back) {
    return new Step.Act(
        root.words(test.toArray(String[]::new)) + " || " + root.words(back), () -> test(back));
  }

  private void test(String... back) throws IOException, InterruptedException {
    Programs.Ran ran = root.ask(test.toArray(String[]::new));
    if (ran.exit() != 0) {
      root.ask(back);
      String said = ran.output().strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
      throw new IOException(
          "%s ended with %d, and what was changed is taken back: %s"
              .formatted(
                  String.join(" ", test),
                  ran.exit(),
                  said.substring(0, Math.min(SAID, said.length()))));
    }
  }

  Step reloaded() {
    return root.step(reload.toArray(String[]::new));
  }
}
