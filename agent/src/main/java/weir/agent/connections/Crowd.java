package weir.agent.connections;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.agent.process.HomeRoots;
import weir.agent.process.HostProcess;
import weir.agent.process.Processes;

/// Processes of one user that work in one customer's folder: many of them are a sign, whether or
/// not they have a connection just now. Customers are told by their folder, so that those of a web
/// server that runs everybody's scripts as one user are told apart.
///
/// @param home the customer's folder
/// @param folder in which most of them work
/// @param example the newest of them
public record Crowd(long uid, String home, String folder, int processes, HostProcess example) {

  private record Place(long uid, String home) {}

  /// All customers' crowds, the largest first.
  public static List<Crowd> all(Processes processes, HomeRoots roots) {
    Map<Place, List<HostProcess>> places = new HashMap<>();
    for (long pid : processes.all()) {
      processes
          .read(pid)
          .ifPresent(process ->
              place(process, roots)
                  .ifPresent(
                      place -> places.computeIfAbsent(place, _ -> new ArrayList<>()).add(process)));
    }
    return places.entrySet().stream()
        .map(entry -> of(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingInt(Crowd::processes).reversed())
        .toList();
  }

  private static Optional<Place> place(HostProcess process, HomeRoots roots) {
    return process
        .folder()
        .flatMap(roots::home)
        .map(home -> new Place(process.status().users().effective(), home));
  }

  private static Crowd of(Place place, List<HostProcess> processes) {
    Map<String, Integer> folders = new HashMap<>();
    processes.forEach(process -> folders.merge(process.folder().orElse(""), 1, Integer::sum));
    String most =
        folders.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    return new Crowd(place.uid(), place.home(), most, processes.size(), processes.getFirst());
  }
}
