package weir.cli.agent;

import java.io.IOException;
import java.util.Optional;
import weir.onhost.OrderedHere;

/// What a server ordered here: users in the fence, scripts without rights, processes that stand
/// still. Each is given back as it was.
record OrderedRemainder(OrderedHere ordered) implements Remainder {
  @Override
  public Optional<String> there() throws IOException {
    int inForce = ordered.lines().size();
    return inForce == 0
        ? Optional.empty()
        : Optional.of(
            "%d ordered by the server, which end: %s%s"
                .formatted(inForce, ordered.lines().getFirst(), inForce > 1 ? ", ..." : ""));
  }

  @Override
  public String takeAway() throws IOException, InterruptedException {
    return ordered.takeAll() + " of the server's orders are ended";
  }
}
