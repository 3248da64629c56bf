package weir.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.describe.Changes;
import weir.describe.Description.Change;
import weir.describe.PolicyVersions;
import weir.gateway.Site;
import weir.journal.Entry;
import weir.journal.Id;
import weir.journal.Journal;
import weir.policy.Policies;
import weir.settings.Settings;

/// Writes down each version of the policy that comes into use, with what it says and since when.
///
/// @param folder of the journal; empty where the journal is not on the disk
public record PolicyHistory(
    Optional<Path> folder, Journal journal, InstantSource clock, RandomGenerator chance) {
  private static final Logger log = LoggerFactory.getLogger(PolicyHistory.class);

  /// A version that cannot be written down is in use all the same.
  public void inUse(Settings settings, Site site) {
    if (folder.isEmpty()) {
      return;
    }
    PolicyVersions versions = new PolicyVersions(folder.get());
    PolicyVersions.PolicyVersion now = PlainPolicy.version(settings, site, clock.instant());
    try {
      if (versions.add(now)) {
        List<Change> changes = Changes.of(Policies.DEFAULT, versions.all());
        boolean told = !changes.isEmpty() && changes.getFirst().version().equals(now.version());
        String what = told ? String.join(" ", changes.getFirst().what()) : "";
        journal.add(
            new Entry.Act(
                Id.next(chance),
                clock.instant(),
                "policy",
                "weir",
                Map.of("version", now.version(), "changed", what)));
      }
    } catch (IOException e) {
      log.warn("the version of the policy was not written down: {}", e.toString());
    }
  }
}
