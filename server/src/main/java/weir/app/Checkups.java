package weir.app;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import weir.account.Host;
import weir.checkup.BannerGauge;
import weir.checkup.Checkup;
import weir.checkup.ComplaintGauge;
import weir.checkup.ListedGauge;
import weir.directory.AccountDirectory;
import weir.dns.Resolver;
import weir.incidents.IncidentDesk;
import weir.journal.Journal;
import weir.net.IpAddress;
import weir.net.IpPrefix;
import weir.passages.ServerSigns;
import weir.settings.Settings;

/// The gauges of the mail servers, wired.
final class Checkups {
  private Checkups() {}

  /// @param greeting listeners that greet whoever connects
  static Checkup of(
      Settings settings,
      Surroundings around,
      Resolver resolver,
      AccountDirectory directory,
      Supplier<List<InetSocketAddress>> greeting,
      Journal journal) {
    Path folder = settings.folder();
    String here = settings.hostName().name();
    // With a desk of its own: alarms of customers come on other threads.
    IncidentDesk desk = new IncidentDesk(folder, journal, around.chance(), (_, _) -> {});
    return new Checkup(
        folder,
        Map.of(
            "queues and deliveries",
            new ServerSigns(folder)::take,
            "the greeting of our listeners",
            new BannerGauge(here, greeting),
            "our addresses on block lists",
            new ListedGauge(resolver, () -> settings.checks().lists(), () -> addresses(directory)),
            "complaints",
            new ComplaintGauge(folder, here)),
        desk,
        around.clock());
  }

  /// Networks are left out: which of their addresses are in use nobody has said.
  private static Map<String, List<IpAddress>> addresses(AccountDirectory directory) {
    Map<String, List<IpAddress>> all = new LinkedHashMap<>();
    for (Host host : directory.book().hosts()) {
      List<IpAddress> own =
          host.addresses().stream().map(Host.Address::prefix).flatMap(Checkups::single).toList();
      if (!own.isEmpty()) {
        all.put(host.name(), own);
      }
    }
    return all;
  }

  private static Stream<IpAddress> single(IpPrefix network) {
    return network.first().equals(network.last()) ? Stream.of(network.first()) : Stream.empty();
  }
}
