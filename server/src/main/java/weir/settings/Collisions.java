package weir.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.config.Endpoint;
import weir.config.KeyPath;
import weir.config.Problems;

/// Addresses of which no two can be listened on at once.
final class Collisions {
  private final List<Door> doors = new ArrayList<>();

  private record Door(KeyPath key, Endpoint at) {
    boolean collidesWith(Endpoint other) {
      return at.port() != 0
          && at.port() == other.port()
          && (at.host().equalsIgnoreCase(other.host()) || isEvery(at) || isEvery(other));
    }

    private static boolean isEvery(Endpoint at) {
      return switch (at.host()) {
        case "*", "0.0.0.0", "::" -> true;
        default -> false;
      };
    }
  }

  void add(KeyPath key, Endpoint at) {
    doors.add(new Door(key, at));
  }

  /// Reports each that collides with one further up in the file.
  void report(Problems problems) {
    doors.sort((one, other) -> problems.inOrder().compare(one.key(), other.key()));
    List<Door> taken = new ArrayList<>();
    for (Door door : doors) {
      Optional<Door> first =
          taken.stream().filter(other -> other.collidesWith(door.at())).findFirst();
      if (first.isPresent()) {
        problems.add(
            door.key(),
            "%s is taken: %s listens on %s"
                .formatted(door.at(), first.get().key(), first.get().at()));
      }
      taken.add(door);
    }
  }
}
