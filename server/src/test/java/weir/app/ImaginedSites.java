package weir.app;

import java.time.InstantSource;
import weir.lists.Lists;
import weir.settings.Configuration;
import weir.smtp.BufferPool;
import weir.state.MemoryState;
import weir.testkit.MapResolver;

/// Makes sites of configurations without a server: next hops that nobody connects to, DNS that
/// knows nothing.
final class ImaginedSites implements AutoCloseable {
  private final Hops hops;
  private final SiteBuilder sites;

  /// @param first whose next hops there are
  ImaginedSites(Configuration first) throws Exception {
    InstantSource clock = InstantSource.system();
    hops = Hops.imagined(first.settings(), new BufferPool(32 * 1_024, 1), clock);
    sites = new SiteBuilder(new MemoryState(), new MapResolver(), new Lists(clock), hops, clock);
  }

  SiteBuilder sites() {
    return sites;
  }

  @Override
  public void close() {
    sites.close();
    hops.close();
  }
}
