package weir.app;

import java.util.Optional;
import java.util.function.Supplier;
import weir.gateway.Site;
import weir.held.Releaser;
import weir.mail.Path;
import weir.nexthop.NextHop;
import weir.routing.Route;

/// Where a released message goes: by the routes of today, since its recipient may have moved while
/// it was held. What they no longer know goes where it would have gone.
record ReleaseWays(Supplier<Site> site) implements Releaser.Ways {
  @Override
  public Optional<NextHop> to(Path recipient, String before) throws InterruptedException {
    Site now = site.get();
    String hop =
        switch (now.routes().route(recipient, true)) {
          case Route.Ours ours -> ours.hop();
          case Route.Onward(var onward) -> onward;
          case Route.NotRelayed(), Route.Unknown(var _) -> before;
        };
    return Optional.ofNullable(now.hops().get(hop));
  }
}
