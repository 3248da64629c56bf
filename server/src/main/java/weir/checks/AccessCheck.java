package weir.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import weir.check.Check;
import weir.check.CheckType;
import weir.net.IpPrefix;
import weir.net.PrefixTable;
import weir.verdict.CheckResult;
import weir.verdict.Evidence;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Role;
import weir.verdict.Stage;

/// Is the client's address on one of the operator's own lists? The longest prefix decides.
final class AccessCheck implements Check {
  static final FindingKind ADDRESS_ALLOWED =
      FindingKind.of(
          "address-allowed",
          "The client's address is on a list of addresses to let in.",
          "Your address is known here.",
          "7.1");
  static final FindingKind ADDRESS_BLOCKED =
      FindingKind.of(
          "address-blocked",
          "The client's address is on a list of addresses to keep out.",
          "This site takes no mail from your address, write to its postmaster",
          "7.1");

  static final CheckType TYPE =
      new CheckType("access", Stage.CONNECT, List.of(ADDRESS_ALLOWED, ADDRESS_BLOCKED));

  private final PrefixTable<Side> table;

  private enum Side {
    ALLOWED,
    BLOCKED
  }

  /// @throws UncheckedIOException when a list file went bad after the configuration was checked
  AccessCheck(AccessSettings settings) {
    PrefixTable.Builder<Side> builder = PrefixTable.builder();
    // Of two equal prefixes the later one stands: allowed.
    addAll(builder, settings.blockFiles(), Side.BLOCKED);
    settings.block().forEach(prefix -> builder.add(prefix, Side.BLOCKED));
    addAll(builder, settings.allowFiles(), Side.ALLOWED);
    settings.allow().forEach(prefix -> builder.add(prefix, Side.ALLOWED));
    this.table = builder.build();
  }

  private static void addAll(PrefixTable.Builder<Side> builder, List<Path> files, Side side) {
    for (Path path : files) {
      PrefixFile file = PrefixFile.read(path);
      if (!file.mistakes().isEmpty()) {
        throw new UncheckedIOException(new IOException(file.mistakes().getFirst()));
      }
      for (IpPrefix prefix : file.prefixes()) {
        builder.add(prefix, side);
      }
    }
  }

  @Override
  public CheckType type() {
    return TYPE;
  }

  @Override
  public boolean looksAt(Facts facts) {
    return table.size() > 0 && facts.role() == Role.MX;
  }

  @Override
  public CheckResult look(Facts facts, Instant deadline) {
    Optional<PrefixTable.Entry<Side>> match = table.match(facts.client());
    if (match.isEmpty()) {
      return CheckResult.CLEAR;
    }
    Evidence network = new Evidence("network", match.get().prefix().toString());
    return switch (match.get().value()) {
      case ALLOWED -> CheckResult.found(Finding.of(ADDRESS_ALLOWED, network));
      case BLOCKED -> CheckResult.found(Finding.of(ADDRESS_BLOCKED, network));
    };
  }
}
