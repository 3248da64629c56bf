package weir.app;

import java.util.List;
import java.util.stream.Stream;
import weir.net.IpAddress;
import weir.net.IpPrefix;
import weir.nexthop.HopSettings;
import weir.settings.Settings;

/// Addresses of the operator's own hosts, as far as the configuration tells them: no sound list has
/// them.
final class OwnAddresses {
  private OwnAddresses() {}

  static List<IpAddress> of(Settings settings) {
    return Stream.concat(hops(settings), relays(settings)).distinct().toList();
  }

  /// A hop that goes by a name is left out: that would take a look-up before the first mail.
  private static Stream<IpAddress> hops(Settings settings) {
    return settings.hops().values().stream()
        .flatMap(hop ->
            switch (hop) {
              case HopSettings.Smtp smtp -> IpAddress.parse(smtp.address().host()).stream();
              case HopSettings.Lmtp lmtp ->
                  lmtp.address().flatMap(at -> IpAddress.parse(at.host())).stream();
              case HopSettings.Maildir _ -> Stream.empty();
            });
  }

  private static Stream<IpAddress> relays(Settings settings) {
    return settings.routing().relayFrom().stream()
        .filter(network -> network.first().equals(network.last()))
        .map(IpPrefix::first);
  }
}
