package weir.agent.fence.export;

import java.util.List;
import weir.agent.fence.Fence;
import weir.agent.fence.Fence.Permitted;

/// A text, line by line.
final class Lines {
  private final StringBuilder text = new StringBuilder();

  Lines line(String line) {
    text.append(line).append('\n');
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /// Permitted servers of a family at the enforced ports: the others are not shut there.
  static List<Permitted> permitted(Fence fence, boolean v4) {
    return fence.permitted().stream()
        .filter(each -> each.isV4() == v4 && fence.enforced().contains(each.port()))
        .toList();
  }
}
