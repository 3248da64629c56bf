package weir.onhost;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import weir.agent.fence.LockOut;
import weir.fence.WantedFence;
import weir.files.Durable;
import weir.files.OwnerOnly;
import weir.link.KnownKey;
import weir.link.Messages;

/// The server that this host is an agent of, as it was learned once.
///
/// @param address `HOST:PORT`
/// @param host what the server calls this host
/// @param pin SHA-256 of its public key, in hexadecimal
/// @param key by which its orders are known, as [KnownKey] has it
record KnownServer(String address, String host, String pin, String key) {
  private static final String FILE = "server.json";

  /// Empty where this host is nobody's agent.
  static Optional<KnownServer> in(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    return Files.exists(file)
        ? Optional.of(Messages.read(Files.readString(file), KnownServer.class))
        : Optional.empty();
  }

  void write(Path folder) throws IOException {
    OwnerOnly.folder(folder);
    byte[] text = Messages.value(this).getBytes(StandardCharsets.US_ASCII);
    Durable.replace(folder.resolve(FILE), out -> out.write(text));
  }

  /// Where it is now; a name that cannot be looked up now is not reached now either.
  List<LockOut.Control> control() {
    int colon = address.lastIndexOf(':');
    int port = Integer.parseInt(address.substring(colon + 1));
    try {
      return WantedFence.addresses(address.substring(0, colon)).stream()
          .map(it -> new LockOut.Control(it, port))
          .toList();
    } catch (IOException _) {
      return List.of();
    }
  }

  KnownKey orders() {
    return KnownKey.read(key);
  }
}
