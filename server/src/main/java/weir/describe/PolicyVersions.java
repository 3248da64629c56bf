package weir.describe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import weir.files.OwnerOnly;

/// The versions of the policy that were in use, each with what it said: a file of the journal's
/// folder, a line a version, that outlives the segments. Read and written as a whole, at starts and
/// reloads only.
public final class PolicyVersions {
  private static final String FILE = "policies.jsonl";

  /// Versions kept; the oldest go.
  private static final int MOST = 500;

  private static final JsonMapper JSON = new JsonMapper();

  private final Path folder;

  public PolicyVersions(Path folder) {
    this.folder = folder;
  }

  /// What a version said of one finding or limit.
  ///
  /// @param follows what follows, in words that no later version of this program words otherwise
  /// @param sentence the same for people
  public record Said(String follows, String sentence) {}

  /// A version, and what it said: by policy, by finding or limit.
  public record PolicyVersion(String version, Instant since, Map<String, Map<String, Said>> said) {
    public PolicyVersion {
      said = Map.copyOf(said);
    }
  }

  /// The oldest first; a line that cannot be read is left out.
  public List<PolicyVersion> all() throws IOException {
    List<PolicyVersion> versions = new ArrayList<>();
    Path file = folder.resolve(FILE);
    if (Files.notExists(file)) {
      return versions;
    }
    for (String line : Files.readAllLines(file)) {
      try {
        versions.add(JSON.readValue(line, PolicyVersion.class));
      } catch (JacksonException | NullPointerException _) {
        // Of another version of this program, or damaged: the others still tell.
      }
    }
    return versions;
  }

  /// Writes a version down, unless it is the last one that was.
  ///
  /// @return whether it was another one
  public boolean add(PolicyVersion version) throws IOException {
    List<PolicyVersion> all = all();
    if (!all.isEmpty() && all.getLast().version().equals(version.version())) {
      return false;
    }
    all.add(version);
    String text =
        all.subList(Math.max(0, all.size() - MOST), all.size()).stream()
            .map(each -> JSON.writeValueAsString(each) + "\n")
            .collect(Collectors.joining());
    Files.createDirectories(folder);
    Path made = Files.createTempFile(folder, ".policies", "", OwnerOnly.FILE);
    Files.writeString(made, text, StandardCharsets.UTF_8);
    Files.move(made, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    return true;
  }
}
