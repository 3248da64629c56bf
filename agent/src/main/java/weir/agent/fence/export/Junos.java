package weir.agent.fence.export;

import java.util.List;
import weir.agent.fence.Fence;
import weir.agent.fence.Fence.Permitted;

/// Firewall filters of Junos, as `set` lines; `commit confirmed 5` takes them back by itself.
final class Junos {
  private Junos() {}

  static String text(Fence fence) {
    Lines out = new Lines();
    family(out, fence, true);
    family(out, fence, false);
    return out.toString();
  }

  private static void family(Lines out, Fence fence, boolean v4) {
    String family = v4 ? "inet" : "inet6";
    String filter =
        "set firewall family " + family + " filter " + (v4 ? "MAILFENCE" : "MAILFENCE6");
    String protocol = v4 ? "from protocol tcp" : "from next-header tcp";
    List<Permitted> permitted = Lines.permitted(fence, v4);
    for (int i = 0; i < permitted.size(); i++) {
      Permitted each = permitted.get(i);
      String term = filter + " term ok" + (i + 1) + " ";
      out.line(
          "%sfrom destination-address %s/%d"
              .formatted(term, each.servers().first(), each.servers().length()));
      out.line("%s%s".formatted(term, protocol));
      out.line("%sfrom destination-port %d".formatted(term, each.port()));
      out.line("%sthen accept".formatted(term));
    }
    String no = filter + " term no ";
    out.line("%s%s".formatted(no, protocol));
    fence.enforced().forEach(port -> out.line("%sfrom destination-port %d".formatted(no, port)));
    out.line("%sthen count mailfence".formatted(no))
        .line("%sthen syslog".formatted(no))
        .line("%sthen discard".formatted(no));
    out.line("%s term rest then accept".formatted(filter));
    out.line(
        "set interfaces irb unit 110 family %s filter input %s"
            .formatted(family, v4 ? "MAILFENCE" : "MAILFENCE6"));
  }
}
