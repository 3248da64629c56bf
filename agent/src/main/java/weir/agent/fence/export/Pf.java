package weir.agent.fence.export;

import weir.agent.fence.Fence;

/// pf on a router in front of web servers, in an anchor of its own: `pfctl -a mailfence -f FILE`.
final class Pf {
  private Pf() {}

  static String text(Fence fence) {
    Lines out = new Lines();
    for (boolean v4 : new boolean[] {true, false}) {
      String family = v4 ? "inet" : "inet6";
      Lines.permitted(fence, v4)
          .forEach(each ->
              out.line(
                  "pass in quick %s proto tcp from any to %s port %d"
                      .formatted(family, each.servers(), each.port())));
      fence
          .enforced()
          .forEach(port ->
              out.line(
                  "block return in log quick %s proto tcp from any to any port %d"
                      .formatted(family, port)));
    }
    return out.toString();
  }
}
