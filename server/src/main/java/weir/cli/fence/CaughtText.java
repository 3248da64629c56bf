package weir.cli.fence;

import weir.agent.connections.Connection.Maker;
import weir.agent.fence.Ruleset;
import weir.agent.hold.Caught;
import weir.agent.process.SshForwarding;
import weir.agent.process.UserNames;
import weir.agent.process.WebRequest;
import weir.cli.output.Shown;
import weir.cli.output.Times;
import weir.net.IpAddress;
import weir.procfs.ControlGroup;

/// One that was held, on a line.
final class CaughtText {
  private static final int WIDEST = 60;

  /// As much of a container's id as docker and podman show.
  private static final int ID = 12;

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
            .or(() -> SshForwarding.user(maker.process()).map(_ -> "port forwarding by ssh"))
            .orElse("no script");
    return "%s, process %d%s: %s%s"
        .formatted(
            script,
            maker.process().pid(),
            maker
                .process()
                .group()
                .flatMap(ControlGroup::container)
                .map(id -> " in container " + Shown.cut(id, ID))
                .orElse(""),
            Shown.cut(maker.process().shown(), WIDEST),
            maker.request().map(it -> ", at " + Shown.cut(asked(it), WIDEST)).orElse(""));
  }

  private static String asked(WebRequest request) {
    return request.shown() + request.site().map(site -> " of " + site).orElse("");
  }

  private static String nobody(Caught.By by) {
    return switch (by) {
      case NOT_LOOKED -> "not looked at: too many waited";
      case NOBODY, CALLER, RECENT, SEARCH, GUEST -> "its process was not found";
    };
  }
}
