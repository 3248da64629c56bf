package weir.notices;

import java.io.IOException;
import java.util.Optional;
import weir.account.Account;
import weir.agent.queue.Programs;

/// A program that reads JSON.
final class CommandReceiver implements Receiver {
  private final String name;
  private final NoticeSettings.Command settings;
  private final String host;
  private final Programs programs;

  /// @param host what we call ourselves
  CommandReceiver(String name, NoticeSettings.Command settings, String host, Programs programs) {
    this.name = name;
    this.settings = settings;
    this.host = host;
    this.programs = programs;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean wants(NoticeEvent event) {
    return settings.wanted().events().contains(event);
  }

  @Override
  public void send(Digest digest, Optional<Account> account)
      throws IOException, InterruptedException {
    Programs.Ran ran =
        programs.run(settings.program(), NoticeJson.of(host, digest, words -> words) + "\n");
    if (ran.exit() != 0) {
      throw new IOException(
          "%s ended with %d: %s"
              .formatted(settings.program().getFirst(), ran.exit(), ran.output().strip()));
    }
  }
}
