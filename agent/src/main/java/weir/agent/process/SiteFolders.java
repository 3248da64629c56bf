package weir.agent.process;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Where web sites lie on a host, by patterns such as `/home/{user}/domains/{site}/public_html`:
/// folders, part by part, of which one part may be any site and one any user. Nothing is guessed:
/// where no pattern fits, no site is known.
public final class SiteFolders {
  /// Nobody said where sites lie.
  public static final SiteFolders NONE = new SiteFolders(List.of());

  private static final String SITE = "{site}";
  private static final String USER = "{user}";

  private final List<List<String>> patterns;

  private SiteFolders(List<List<String>> patterns) {
    this.patterns = patterns;
  }

  /// A site that something lies in.
  ///
  /// @param name the part that stands for `{site}`; the folder, where the pattern has none
  /// @param folder of the site
  public record Site(String name, String folder) {}

  /// @param patterns of which [#objection] has nothing to say
  public static SiteFolders of(List<String> patterns) {
    for (String each : patterns) {
      objection(each)
          .ifPresent(why -> {
            throw new IllegalArgumentException("\"" + each + "\" " + why);
          });
    }
    return new SiteFolders(
        patterns.stream()
            .map(SiteFolders::parts)
            .sorted(Comparator.comparingInt((List<String> parts) -> parts.size()).reversed())
            .toList());
  }

  /// What is wrong with a pattern, as the rest of a sentence that begins with it; empty where
  /// nothing is.
  public static Optional<String> objection(String pattern) {
    if (!pattern.startsWith("/")) {
      return Optional.of("is no folder from / on");
    }
    List<String> parts = parts(pattern);
    if (parts.stream().anyMatch(SiteFolders::isNoName)) {
      return Optional.of("has an empty part, or one that is . or ..");
    }
    if (parts.stream().anyMatch(it -> !isAny(it) && (it.contains("{") || it.contains("}")))) {
      return Optional.of("has a part with braces that is neither {site} nor {user}");
    }
    if (count(parts, SITE) > 1 || count(parts, USER) > 1) {
      return Optional.of("has {site} or {user} more than once");
    }
    return parts.stream().anyMatch(SiteFolders::isAny)
        ? Optional.empty()
        : Optional.of("has neither {site} nor {user}");
  }

  /// The site in whose folder a path lies, or whose folder it is; where several patterns fit, by
  /// the one with the most parts.
  ///
  /// @param path of a file or a folder; one with `..` in it is nowhere
  public Optional<Site> of(String path) {
    String plain =
        path.endsWith(HostProcess.DELETED)
            ? path.substring(0, path.length() - HostProcess.DELETED.length())
            : path;
    List<String> parts = parts(plain);
    return !plain.startsWith("/") || parts.stream().anyMatch(SiteFolders::isNoName)
        ? Optional.empty()
        : patterns.stream()
            .filter(pattern -> fits(pattern, parts))
            .findFirst()
            .map(pattern -> site(pattern, parts));
  }

  private static boolean fits(List<String> pattern, List<String> parts) {
    if (parts.size() < pattern.size()) {
      return false;
    }
    for (int i = 0; i < pattern.size(); i++) {
      if (!isAny(pattern.get(i)) && !pattern.get(i).equals(parts.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static Site site(List<String> pattern, List<String> parts) {
    String folder = "/" + String.join("/", parts.subList(0, pattern.size()));
    int named = pattern.indexOf(SITE);
    return new Site(named < 0 ? folder : parts.get(named), folder);
  }

  private static List<String> parts(String path) {
    String inner = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return inner.isEmpty() ? List.of() : List.of(inner.substring(1).split("/", -1));
  }

  private static boolean isNoName(String part) {
    return part.isEmpty() || part.equals(".") || part.equals("..");
  }

  private static boolean isAny(String part) {
    return part.equals(SITE) || part.equals(USER);
  }

  private static long count(List<String> parts, String word) {
    return parts.stream().filter(word::equals).count();
  }
}
