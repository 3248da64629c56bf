package weir.cli.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Mistake;
import weir.config.Reference;
import weir.config.Values;
import weir.fence.FenceSettings;
import weir.onhost.AgentFile;
import weir.submissions.SubmissionSettings;

/// The files of a host that has an agent, a fence or the wrapper in sendmail's place.
enum HostFile {
  AGENT(AgentFile.class),
  FENCE(FenceSettings.class),
  SUBMISSIONS(SubmissionSettings.class);

  private final Class<? extends Record> type;

  HostFile(Class<? extends Record> type) {
    this.type = type;
  }

  /// Where it lies.
  Path usual() {
    return Path.of("/etc/weir", name().toLowerCase(Locale.ROOT) + ".toml");
  }

  /// Every setting, in Markdown.
  String page() {
    return Reference.of(type, Values.standard()).markdown("Settings in " + usual());
  }

  /// All mistakes of a file; of an agent's, those of the files it names, too, where they are there.
  List<Mistake> mistakes(Path file) {
    return switch (new Binder(Values.standard()).file(type, file)) {
      case Binding.Refused<? extends Record> refused -> refused.mistakes();
      case Binding.Bound<? extends Record> bound ->
          bound.value() instanceof AgentFile agent ? named(agent) : List.of();
    };
  }

  private static List<Mistake> named(AgentFile agent) {
    List<Mistake> all = new ArrayList<>();
    if (Files.exists(agent.fence())) {
      all.addAll(FENCE.mistakes(agent.fence()));
    }
    if (Files.exists(agent.submissions())) {
      all.addAll(SUBMISSIONS.mistakes(agent.submissions()));
    }
    return all;
  }
}
