package weir.agent.fence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import weir.agent.kernel.ControlGroups;

/// Control groups that a fence does not hold, as sets of their numbers: one set for each depth,
/// since a rule compares at one.
///
/// A group is another one after each start of its service, by the same path; and nft refuses a path
/// that is not there. So no file that is loaded at the start of the machine names one, and a
/// running process puts them into the sets. nft writes a number back as a path only while there is
/// one, and then by the first file of any hierarchy that has the number: here numbers are compared.
final class Cgroups {
  /// Where nft looks for them.
  private static final Path SEEN_BY_NFT = Path.of("/sys/fs/cgroup");

  /// A path has no more parts.
  static final int DEEPEST = 6;

  private Cgroups() {}

  static int depth(String path) {
    return path.split("/").length;
  }

  private static SortedSet<Integer> depths(Fence fence) {
    return fence.exemptCgroups().stream()
        .map(Cgroups::depth)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String set(Generation generation, int depth) {
    return generation.set("exempt_cgroup" + depth);
  }

  /// Names of the sets of a generation: all are always there, so that a table is the same whichever
  /// fences it had before.
  static List<String> sets(Generation generation) {
    return IntStream.rangeClosed(1, DEEPEST).mapToObj(depth -> set(generation, depth)).toList();
  }

  static String rules(Generation generation, Fence fence) {
    return depths(fence).stream()
        .map(depth ->
            "    socket cgroupv2 level %d @%s accept\n".formatted(depth, set(generation, depth)))
        .collect(Collectors.joining());
  }

  /// What fills its sets with the groups that there are now; the others follow when they come.
  static String elements(Generation generation, Fence fence) {
    return fence.exemptCgroups().stream()
        .flatMap(path ->
            seenByNft(path).stream()
                .map(seen ->
                    Ruleset.element(
                        "add", set(generation, depth(path)), List.of("\"" + seen + "\""))))
        .collect(Collectors.joining());
  }

  /// The path as nft wants it: another where both versions are mounted.
  private static Optional<String> seenByNft(String path) {
    return folder(path).map(folder -> SEEN_BY_NFT.relativize(folder).toString());
  }

  private static Optional<Path> folder(String path) {
    try {
      Path folder = ControlGroups.root().resolve(path);
      return Files.isDirectory(folder) && folder.startsWith(SEEN_BY_NFT)
          ? Optional.of(folder)
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty(); // none are mounted
    }
  }

  /// What is in its sets, and is neither a group of the fence nor one that has ended.
  static Set<String> strangers(Nft nft, Fence fence) throws IOException, InterruptedException {
    Set<Long> ours =
        fence.exemptCgroups().stream()
            .flatMap(path -> folder(path).flatMap(Cgroups::number).stream())
            .collect(Collectors.toSet());
    Set<String> strangers = new TreeSet<>();
    for (int depth : depths(fence)) {
      String said =
          nft.list("-nn", "list", "set", "inet", "weir", set(Generation.NOW, depth)).orElse("");
      for (String element : Listing.lasting(said)) {
        Optional<Long> number = number(SEEN_BY_NFT.resolve(element.replace("\"", "")));
        if (number.isPresent() && !ours.contains(number.get())) {
          strangers.add(element);
        }
      }
    }
    return strangers;
  }

  private static Optional<Long> number(Path folder) {
    try {
      return Files.exists(folder)
          ? Optional.of(((Number) Files.getAttribute(folder, "unix:ino")).longValue())
          : Optional.empty();
    } catch (IOException | UnsupportedOperationException _) {
      return Optional.empty();
    }
  }
}
