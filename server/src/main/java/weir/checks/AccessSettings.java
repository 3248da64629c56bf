package weir.checks;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import weir.check.ActingStage;
import weir.check.Action;
import weir.check.CheckTable;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.KeyPath;
import weir.config.MustRead;
import weir.config.Problems;
import weir.net.IpPrefix;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

@Doc(
    "Addresses and networks that you let in or keep out. The most specific network decides; of two equal ones the allowed one.")
public record AccessSettings(
    @Doc("Whether the lists below are looked at.") @Default("true") boolean enabled,
    @Doc(
            "When a blocked client is refused. At `rcpt` postmaster can still be reached; at `connect` a client is gone at once.")
        @Default("rcpt")
        Stage at,
    @Doc("Addresses and networks that are let in.") List<IpPrefix> allow,
    @Doc("Addresses and networks that are kept out.") List<IpPrefix> block,
    @Doc("Files with networks that are let in, one a line; `#` begins a comment.") @MustRead
        List<Path> allowFiles,
    @Doc("Files with networks that are kept out, one a line; `#` begins a comment.") @MustRead
        List<Path> blockFiles,
    @Doc("The client's address is on a list of yours of addresses to let in.")
        @Default("{exempt = ['all']}")
        Action addressAllowed,
    @Doc("The client's address is on a list of yours of addresses to keep out.")
        @Default("{reject = true}")
        Action addressBlocked,
    @Doc("Never happens: the lists are in memory.") @Default("open") WhenUnknown unknown)
    implements CheckTable, Checked {
  public AccessSettings {
    ActingStage.within(at, Stage.CONNECT, Stage.RCPT);
    allow = List.copyOf(allow);
    block = List.copyOf(block);
    allowFiles = List.copyOf(allowFiles);
    blockFiles = List.copyOf(blockFiles);
  }

  @Override
  public Map<String, Action> actions() {
    return Map.of(
        AccessCheck.ADDRESS_ALLOWED.id(), addressAllowed,
        AccessCheck.ADDRESS_BLOCKED.id(), addressBlocked);
  }

  @Override
  public void check(Problems problems) {
    Set<IpPrefix> allowed = new HashSet<>();
    for (int i = 0; i < allow.size(); i++) {
      if (problems.isKnown(KeyPath.of("allow").item(i))) {
        allowed.add(allow.get(i));
      }
    }
    for (int i = 0; i < block.size(); i++) {
      if (allowed.contains(block.get(i))) {
        problems.add(
            KeyPath.of("block").item(i), block.get(i) + " stands under allow, too: which is it?");
      }
    }
    report(allowFiles, "allow-files", problems);
    report(blockFiles, "block-files", problems);
  }

  /// A sentence for each file without a network.
  List<String> remarks() {
    return Stream.concat(allowFiles.stream(), blockFiles.stream())
        .filter(file -> PrefixFile.read(file).prefixes().isEmpty())
        .map(file -> "list " + file + " has no network, so that it finds nobody")
        .toList();
  }

  private static void report(List<Path> files, String key, Problems problems) {
    for (int i = 0; i < files.size(); i++) {
      KeyPath at = KeyPath.of(key).item(i);
      for (String mistake : PrefixFile.read(files.get(i)).mistakes()) {
        problems.add(at, mistake);
      }
    }
  }
}
