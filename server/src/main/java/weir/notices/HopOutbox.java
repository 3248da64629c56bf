package weir.notices;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import weir.mail.Content;
import weir.mail.Envelope;
import weir.mail.MailParameters;
import weir.mail.Path;
import weir.mail.RcptParameters;
import weir.net.IpAddress;
import weir.nexthop.ClientIdentity;
import weir.nexthop.Handing;
import weir.nexthop.Handover;
import weir.nexthop.NextHop;

/// A next hop, as ourselves: what comes from here is not looked at by any check.
final class HopOutbox implements Outbox {
  private final String name;
  private final Supplier<Optional<NextHop>> hop;

  /// @param hop as it is now
  HopOutbox(String name, Supplier<Optional<NextHop>> hop) {
    this.name = name;
    this.hop = hop;
  }

  @Override
  public void send(String id, String from, List<String> to, byte[] message) throws IOException {
    NextHop now =
        hop.get().orElseThrow(() -> new IOException("no next hop " + name + " is configured"));
    List<Envelope.Recipient> recipients =
        to.stream().map(each -> new Envelope.Recipient(path(each), RcptParameters.NONE)).toList();
    Envelope envelope = new Envelope(path(from), MailParameters.NONE, recipients);
    IpAddress here = IpAddress.parse("127.0.0.1").orElseThrow();
    ClientIdentity ourselves =
        new ClientIdentity(here, 0, here, 0, "localhost", true, Optional.empty(), Optional.empty());
    Handover handover =
        now.handOver(
            new Handing(id, envelope, List.of(), Content.of(message), ourselves, () -> true));
    switch (handover) {
      case Handover.Taken _ -> {}
      case Handover.TakenBySome(var replies, _) -> throw refused(replies.toString());
      case Handover.Refused(var where, var reply, _) -> throw refused(where + ": " + reply);
      case Handover.Failed(var cause, _) -> throw refused(cause);
      case Handover.NoRoom(var cause) -> throw refused(cause);
      case Handover.Busy(var cause) -> throw refused(cause);
      case Handover.OurFault(var cause) -> throw refused(cause);
      case Handover.ClientGone() -> throw refused("not handed on");
    }
  }

  private IOException refused(String why) {
    return new IOException("next hop " + name + ": " + why);
  }

  private static Path path(String address) {
    return Addresses.path(address)
        .orElseThrow(() -> new IllegalArgumentException("no address: " + address));
  }
}
