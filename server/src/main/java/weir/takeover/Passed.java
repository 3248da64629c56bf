package weir.takeover;

import java.nio.channels.ServerSocketChannel;

/// A listening socket that goes from one process to the next.
///
/// @param name the listener's
/// @param address as the configuration writes it; neither has a line end
public record Passed(String name, String address, ServerSocketChannel channel) {
  public Passed {
    if ((name + address).chars().anyMatch(c -> c < ' ')) {
      throw new IllegalArgumentException("not the name and address of a listener: " + name);
    }
  }
}
