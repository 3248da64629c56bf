package weir.demo;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import weir.api.Answer;
import weir.api.Answer.LeaseLine;
import weir.api.ControlClient;
import weir.api.NoServer;
import weir.api.Request;
import weir.net.IpAddress;
import weir.net.IpPrefix;

/// What an operator said of clients before the demo began: a scene may then end otherwise than its
/// lesson says.
record LetIn(List<LeaseLine> leases) {

  static LetIn at(Place place) throws IOException {
    try {
      return new ControlClient(place.folder()).ask(new Request.TellLeases())
              instanceof Answer.Leases(var leases)
          ? new LetIn(leases)
          : new LetIn(List.of());
    } catch (NoServer e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /// A sentence, if something was said of this client.
  Optional<String> of(String client) {
    IpAddress address = IpAddress.parse(client).orElseThrow();
    return leases.stream()
        .filter(each ->
            IpPrefix.parse(each.target()).filter(network -> network.contains(address)).isPresent())
        .findFirst()
        .map(each ->
            "It may end otherwise now: `weir %s %s` holds; `weir leases lift %2$s` ends that."
                .formatted(each.word(), each.target()));
  }
}
