package weir.cli.journal;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import weir.cli.output.Json;
import weir.cli.output.Shown;
import weir.cli.output.Times;
import weir.describe.Changes;
import weir.describe.Description.Change;
import weir.describe.PolicyVersions;
import weir.describe.PolicyVersions.PolicyVersion;

/// The versions of the policy, the newest last, each with what it changed.
final class PolicyList {
  private PolicyList() {}

  /// @param journal its folder
  /// @return whether there is one
  static boolean print(Path journal, boolean json, PrintWriter out) throws IOException {
    List<PolicyVersion> versions = new PolicyVersions(journal).all();
    for (PolicyVersion version : versions) {
      if (json) {
        out.println(Json.line(version));
      } else {
        out.println(Times.seconds(version.since()) + "  " + version.version());
        changes(version, versions, out);
      }
    }
    out.flush();
    return !versions.isEmpty();
  }

  private static void changes(
      PolicyVersion version, List<PolicyVersion> versions, PrintWriter out) {
    boolean any = false;
    for (String policy : new TreeSet<>(version.said().keySet())) {
      for (Change change : Changes.of(policy, versions)) {
        if (change.version().equals(version.version()) && change.since().equals(version.since())) {
          any = true;
          change.what().forEach(what -> out.println("  " + policy + ": " + Shown.text(what)));
        }
      }
    }
    if (!any) {
      out.println("  nothing that people are told");
    }
  }
}
