package weir.demo;

import java.net.InetSocketAddress;
import java.nio.file.Path;

/// A running server with the example configuration.
///
/// @param mx where strangers talk
/// @param submission where customers log in
/// @param folder where its socket for commands is
/// @param journal the folder of its journal
public record Place(
    InetSocketAddress mx,
    InetSocketAddress submission,
    String login,
    String password,
    Path folder,
    Path journal) {}
