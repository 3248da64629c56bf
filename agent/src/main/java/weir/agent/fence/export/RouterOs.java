package weir.agent.fence.export;

import weir.agent.fence.Fence;

/// RouterOS. The rules must stand in front of any fasttrack rule; safe mode (Ctrl-X) takes them
/// back when the connection breaks.
final class RouterOs {
  private RouterOs() {}

  static String text(Fence fence) {
    Lines out = new Lines();
    family(out, fence, true);
    family(out, fence, false);
    return out.toString();
  }

  private static void family(Lines out, Fence fence, boolean v4) {
    String menu = v4 ? "/ip" : "/ipv6";
    int place = 0;
    for (int port : fence.enforced()) {
      Lines.permitted(fence, v4).stream()
          .filter(each -> each.port() == port)
          .forEach(each ->
              out.line(
                  "%s firewall address-list add list=mail-ok-%d address=%s/%d"
                      .formatted(menu, port, each.servers().first(), each.servers().length())));
      out.line(
          "%s firewall filter add chain=forward action=accept protocol=tcp dst-port=%d dst-address-list=mail-ok-%d place-before=%d comment=mailfence"
              .formatted(menu, port, port, place++));
      out.line(
          "%s firewall filter add chain=forward action=reject reject-with=tcp-reset protocol=tcp dst-port=%d log=yes log-prefix=mailfence place-before=%d comment=mailfence"
              .formatted(menu, port, place++));
    }
  }
}
