package weir.cli.fence;

import weir.agent.connections.Connection.Maker;
import weir.agent.fence.Ruleset;
import weir.agent.hold.Caught;
import weir.agent.process.UserNames;
import weir.cli.output.Shown;
import weir.cli.output.Times;
import weir.net.IpAddress;

/// One that was held, on a line.
final class CaughtText {
  private static final int WIDEST = 60;

  private CaughtText() {}

  /// `08:30:00Z held shop (2001) to 203.0.113.9:25: /home/shop/x.pl, process 4711: perl x.pl`
  static String of(Caught caught, UserNames users) {
    var packet = caught.packet();
    return "%s  %s  %s  to %s  %s"
        .formatted(
            Times.seconds(caught.at()),
            packet.prefix().equals(Ruleset.OBSERVED) ? "seen" : "held",
            packet.uid().isPresent() ? users.shown(packet.uid().getAsLong()) : "a guest",
            to(packet.to(), packet.toPort()),
            caught.maker().map(CaughtText::maker).orElseGet(() -> nobody(caught.by())));
  }

  static String to(IpAddress address, int port) {
    return address.isV4() ? address + ":" + port : "[" + address + "]:" + port;
  }

  static String maker(Maker maker) {
    String script =
        maker
            .script()
            .map(it -> Shown.text(it.path()) + " (" + it.by().words() + ")")
            .orElse("no script");
    return "%s, process %d: %s"
        .formatted(script, maker.process().pid(), Shown.cut(maker.process().shown(), WIDEST));
  }

  private static String nobody(Caught.By by) {
    return switch (by) {
      case NOT_LOOKED -> "not looked at: too many waited";
      case NOBODY, CALLER, RECENT, SEARCH -> "its process was not found";
    };
  }
}
