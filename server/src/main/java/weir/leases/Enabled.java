package weir.leases;

import java.time.Instant;
import weir.incident.Rung;

/// A rule may act, although its file lets it only observe or not go so far.
public record Enabled(String rule, Rung upTo, String by, Instant since) {}
