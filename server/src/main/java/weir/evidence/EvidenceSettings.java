package weir.evidence;

import weir.config.ByteSize;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Range;

/// What is kept of incidents.
@Doc("What is kept of incidents, to be handed on.")
public record EvidenceSettings(
    @Doc("Bytes of all of it; beyond it that of the oldest incident goes.") @Default("64MB")
        ByteSize bytes,
    @Doc(
            "Messages of one incident of which header and first octets are kept, as long as they lie in a queue of this host.")
        @Default("5")
        @Range(from = "0", to = "50")
        int samples,
    @Doc("Octets of such a message that are kept at most.") @Default("16KB") ByteSize sample) {

  /// As shipped.
  public static EvidenceSettings standard() {
    return new EvidenceSettings(new ByteSize(64L << 20), 5, new ByteSize(16L << 10));
  }
}
