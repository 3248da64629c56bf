package weir.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import weir.agent.queue.SystemPrograms;
import weir.directory.AccountDirectory;
import weir.enforcement.ThisHost;
import weir.net.IpAddress;
import weir.queues.QueueDesk;
import weir.queues.QueueSettings;
import weir.settings.Settings;

/// What places of responses need that are on the host that we run on.
final class OnThisHost {
  private OnThisHost() {}

  /// @param queue the settings of its queue as they are now
  static ThisHost of(
      Settings settings,
      Supplier<QueueSettings> queue,
      AccountDirectory directory,
      Surroundings around) {
    SystemPrograms forQueues = new SystemPrograms(SystemPrograms.AT_MOST);
    return new ThisHost(
        settings.hostName().name(),
        () -> new QueueDesk(queue.get(), settings.folder(), forQueues, around.clock()),
        name -> addresses(directory, name, around.clock().instant()),
        settings.responses().firstUid(),
        Long.MAX_VALUE,
        uid(),
        around.chance());
  }

  /// Where it cannot be told there is no Linux, and nobody's users either.
  private static long uid() {
    try {
      return ((Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).longValue();
    } catch (IOException | UnsupportedOperationException _) {
      return 0;
    }
  }

  private static List<IpAddress> addresses(AccountDirectory directory, String name, Instant now) {
    return directory.book().hosts().stream()
        .filter(host -> host.name().equals(name))
        .flatMap(host -> host.addresses(now).stream())
        .toList();
  }
}
