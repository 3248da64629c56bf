package weir.app;

import java.io.IOException;
import java.time.InstantSource;
import weir.api.Explanation;
import weir.api.ImaginedSession;
import weir.dns.Resolver;
import weir.explain.StageWalk;
import weir.gateway.Site;
import weir.lists.Lists;
import weir.settings.Configuration;
import weir.settings.Settings;
import weir.smtp.BufferPool;
import weir.state.MemoryState;
import weir.state.State;

/// The site of a configuration that no server runs: the same parts, but none that listens or tries
/// next hops beforehand.
public final class ImaginedSite implements AutoCloseable {
  private static final int BUFFERS_KEPT = 4;

  private final Parts parts = new Parts();
  private final InstantSource clock = InstantSource.system();
  private final Settings settings;
  private final Site site;

  private ImaginedSite(
      Configuration configuration, State state, Resolver resolver, boolean asksHops)
      throws IOException {
    settings = configuration.settings();
    BufferPool buffers = new BufferPool(App.BUFFER, BUFFERS_KEPT);
    try {
      Hops hops =
          parts.own(
              asksHops
                  ? Hops.imagined(settings, buffers, clock)
                  : Hops.unasked(settings, buffers, clock));
      SiteBuilder sites =
          parts.own(new SiteBuilder(state, resolver, new Lists(clock), hops, clock));
      site = sites.build(configuration).site();
    } catch (IOException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  /// Next hops are asked whether a recipient exists, as a server would.
  ///
  /// @param state what is remembered of clients; only read
  /// @throws IOException for a file that cannot be read
  public static ImaginedSite of(Configuration configuration, State state, Resolver resolver)
      throws IOException {
    return new ImaginedSite(configuration, state, resolver, true);
  }

  /// Whoever a next hop would be asked for exists, and nothing is remembered of anybody.
  ///
  /// @throws IOException for a file that cannot be read
  public static ImaginedSite unasked(Configuration configuration, Resolver resolver)
      throws IOException {
    return new ImaginedSite(configuration, new MemoryState(), resolver, false);
  }

  public Site site() {
    return site;
  }

  /// @param from where the configuration comes from, in words
  /// @throws IllegalArgumentException with a sentence for the operator, for a session that cannot
  ///   be
  public Explanation explain(ImaginedSession session, String from) throws InterruptedException {
    return StageWalk.of(site, settings.listeners(), session, clock, from);
  }

  @Override
  public void close() {
    parts.close();
  }
}
