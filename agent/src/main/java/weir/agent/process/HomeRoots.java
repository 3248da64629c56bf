package weir.agent.process;

import java.util.List;
import java.util.Optional;

/// Where customers have their files: folders below which each customer has one of his own.
///
/// @param roots absolute, such as `/home`
public record HomeRoots(List<String> roots) {
  /// Those of Linux itself, Plesk and ISPConfig, H-Sphere, and Debian's web server.
  public static final HomeRoots USUAL =
      new HomeRoots(
          List.of(
              "/home",
              "/var/www/vhosts",
              "/var/www/clients",
              "/hsphere/local/home",
              "/var/www",
              "/srv/www"));

  public HomeRoots {
    roots = List.copyOf(roots);
  }

  public boolean hold(String path) {
    return roots.stream().anyMatch(root -> path.startsWith(root + "/"));
  }

  /// The folder of the customer in whose home a path lies.
  public Optional<String> home(String path) {
    return roots.stream()
        .filter(root -> path.startsWith(root + "/"))
        .findFirst()
        .map(root -> {
          int end = path.indexOf('/', root.length() + 1);
          return end < 0 ? path : path.substring(0, end);
        });
  }
}
