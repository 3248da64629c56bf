package weir.app;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.config.Endpoint;
import weir.config.Unreadable;
import weir.takeover.Passed;

/// Where listening sockets come from: the process before us, where it listened on the same address,
/// otherwise the operating system.
final class Sockets {
  private static final Logger log = LoggerFactory.getLogger(Sockets.class);
  private static final int BACKLOG = 4096;

  private final List<Passed> inherited;
  private final List<Passed> open = new ArrayList<>();

  /// @param inherited what may be used instead of binding; empty at a plain start
  Sockets(List<Passed> inherited) {
    this.inherited = new ArrayList<>(inherited);
  }

  /// @param setting the key of the address, for the message
  ServerSocketChannel listen(String name, Endpoint at, String setting) throws StartFailure {
    Optional<Passed> found =
        inherited.stream()
            .filter(each -> each.address().equals(at.toString()))
            // With port 0 the same address is not the same socket.
            .filter(each -> each.name().equals(name) || at.port() != 0)
            .findFirst();
    found.ifPresent(inherited::remove);
    ServerSocketChannel channel = found.isPresent() ? found.get().channel() : bind(at, setting);
    open.add(new Passed(name, at.toString(), channel));
    return channel;
  }

  /// All that were given out, for the process after us.
  List<Passed> open() {
    return List.copyOf(open);
  }

  /// Closes our copies of inherited ones that nobody wanted.
  void closeUnused() {
    inherited.forEach(each -> {
      log.info("no longer listening on {} ({})", each.address(), each.name());
      close(each);
    });
    inherited.clear();
  }

  private static void close(Passed socket) {
    try {
      socket.channel().close();
    } catch (IOException e) {
      log.warn("{} did not close: {}", socket.address(), e.toString());
    }
  }

  private static ServerSocketChannel bind(Endpoint at, String setting) throws StartFailure {
    try {
      ServerSocketChannel channel = ServerSocketChannel.open();
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(socketAddress(at), BACKLOG);
      return channel;
    } catch (BindException e) {
      throw notBound(at, setting, e);
    } catch (UnknownHostException e) {
      throw new StartFailure(
          "%s: cannot listen on %s: this host is not known".formatted(setting, at), e);
    } catch (IOException e) {
      throw new StartFailure(setting + ": cannot listen on " + at + ": " + Unreadable.cause(e), e);
    }
  }

  /// What the operating system said, and what to do about it.
  static StartFailure notBound(Endpoint at, String setting, BindException e) {
    String said = String.valueOf(e.getMessage());
    String advice =
        switch (said) {
          case "Address already in use" ->
              " Is another server running there? Stop it or set another address.";
          case "Cannot assign requested address" -> " This machine has no such address.";
          case "Permission denied" ->
              " Ports below 1024 are for root, or for who has CAP_NET_BIND_SERVICE.";
          default -> "";
        };
    return new StartFailure(
        "%s: cannot listen on %s: %s.%s".formatted(setting, at, said, advice), e);
  }

  private static InetSocketAddress socketAddress(Endpoint at) throws IOException {
    return at.host().equals("*")
        ? new InetSocketAddress(at.port())
        : new InetSocketAddress(InetAddress.getByName(at.host()), at.port());
  }
}
