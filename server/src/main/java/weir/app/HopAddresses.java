package weir.app;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import weir.net.IpAddress;
import weir.nexthop.HopSettings;

/// Where next hops are, as far as their settings have an address and no name.
final class HopAddresses {
  private HopAddresses() {}

  static Function<String, Optional<IpAddress>> of(Map<String, HopSettings> hops) {
    return name ->
        Optional.ofNullable(hops.get(name))
            .flatMap(hop ->
                switch (hop) {
                  case HopSettings.Smtp smtp -> IpAddress.parse(smtp.address().host());
                  case HopSettings.Lmtp lmtp ->
                      lmtp.address().flatMap(at -> IpAddress.parse(at.host()));
                  case HopSettings.Maildir _ -> Optional.empty();
                });
  }
}
