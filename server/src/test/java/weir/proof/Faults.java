package weir.proof;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Faults that take a process of their own, many clients or some minutes: `bench/faults`. Each
/// prints its row of `docs/reliability.md`.
final class Faults {
  private interface Fault {
    Row row(Path folder) throws Exception;
  }

  private static final Map<String, Fault> ALL = new LinkedHashMap<>();

  static {
    ALL.put("descriptors-near", NoDescriptors::near);
    ALL.put("descriptors-none", NoDescriptors::beyond);
    ALL.put("disk-hop", folder -> FullDisk.row(folder, Kill9.Kind.SERVER, FullDisk.Shortage.ROOM));
    ALL.put(
        "disk-maildir", folder -> FullDisk.row(folder, Kill9.Kind.MAILDIR, FullDisk.Shortage.ROOM));
    ALL.put("disk-held", folder -> FullDisk.row(folder, Kill9.Kind.HELD, FullDisk.Shortage.ROOM));
    ALL.put(
        "inodes-maildir",
        folder -> FullDisk.row(folder, Kill9.Kind.MAILDIR, FullDisk.Shortage.INODES));
    ALL.put(
        "inodes-held", folder -> FullDisk.row(folder, Kill9.Kind.HELD, FullDisk.Shortage.INODES));
    ALL.put("quota-journal", JournalQuota::row);
    ALL.put("threads", NoThreads::row);
    ALL.put("pause", Paused::row);
    ALL.put("reloads", ReloadStorm::row);
    ALL.put("hop", HopDown::row);
    ALL.put("heap", SmallHeap::row);
    ALL.put("slow", SlowClients::row);
    ALL.put("deaf", DeafClients::row);
    ALL.put("pools", FullPools::row);
    ALL.put("handshakes", Handshakes::row);
    ALL.put("rules", BusyRules::row);
    ALL.put("endless", EndlessClients::row);
    ALL.put("endless-tls", EndlessClients::underTls);
  }

  private Faults() {}

  /// @param args names of faults; without one, all
  public static void main(String[] args) throws Exception {
    boolean sound = true;
    for (String name : args.length == 0 ? ALL.keySet().toArray(String[]::new) : args) {
      Fault fault = ALL.get(name);
      if (fault == null) {
        System.err.println("no fault " + name + "; there are " + String.join(" ", ALL.keySet()));
        System.exit(2);
      }
      Row row = fault.row(Files.createTempDirectory("weir-" + name));
      System.out.println(name + "\n" + row);
      sound &= row.sound();
    }
    System.exit(sound ? 0 : 1);
  }
}
