package weir.cli.command;

import java.nio.file.Path;

/// Places by which programs of a host find each other.
///
/// @param systemd a folder that is there while systemd runs
/// @param sendmail the program by which others hand mail in
public record HostPlaces(Path systemd, Path sendmail) {
  /// Those of every host.
  public static final HostPlaces USUAL =
      new HostPlaces(Path.of("/run/systemd/system"), Path.of("/usr/sbin/sendmail"));
}
