package weir.agent.fence;

import java.io.IOException;
import java.time.Duration;
import weir.agent.queue.Programs;

/// Has the fence log the first packets of connections to permitted servers, as long as somebody
/// says again and again that he listens: an element of the set `told`, which runs out. Nothing is
/// logged for nobody, and the configuration of the fence has no part in it.
public final class PermittedLog {
  /// Packets of permitted connections go to this group of NFLOG.
  public static final int GROUP = 26;

  /// How these packets are called.
  public static final String PREFIX = "weir-p ";

  /// Whoever listens has to say so within this time.
  public static final Duration LASTS = Duration.ofMinutes(2);

  private final Nft nft;

  public PermittedLog(Programs programs) {
    this.nft = new Nft(programs);
  }

  /// Somebody listens, for [#LASTS].
  ///
  /// @throws IOException where there is no fence, or it is of a version before this
  public void keep() throws IOException, InterruptedException {
    // An element that is there keeps its former time when it is added.
    nft.run(
        without()
            + "add element %s told { tcp timeout %ds }\n"
                .formatted(Ruleset.TABLE, LASTS.toSeconds()));
  }

  /// Nobody listens any more.
  public void end() throws IOException, InterruptedException {
    nft.run(without());
  }

  private static String without() {
    return "add element %1$s told { tcp timeout 1s }\ndelete element %1$s told { tcp }\n"
        .formatted(Ruleset.TABLE);
  }
}
