package weir.asking;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Starts programs: without a shell, in `/`, with nothing of our environment.
public final class Program {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("PATH", "/usr/local/bin:/usr/bin:/bin", "LANG", "C.UTF-8");

  private Program() {}

  /// @param output where its standard output goes; its errors go nowhere
  public static Process start(ProgramSettings settings, Redirect output) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(settings.program().toString());
    line.addAll(settings.arguments());
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(Path.of("/").toFile())
            .redirectOutput(output)
            .redirectError(Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().putAll(ENVIRONMENT);
    return builder.start();
  }

  /// Ends it and what it has started, itself first: a shell would start its next program.
  public static void end(Process process) throws IOException {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
    process.getInputStream().close();
  }
}
