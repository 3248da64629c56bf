package weir.leases;

import java.time.Instant;

/// No automatic response carries itself out until a person says so.
public record Pause(Instant since, String by, String reason) {}
