package weir.enforcement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import weir.agent.script.Unlinked;
import weir.response.Found;
import weir.response.Holding;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;

/// The scripts of this host. One that is suspended is taken all its rights, and so runs no more:
/// its owner, its name and what is in it stay.
///
/// What keeps compiled scripts looks at the time of the file only (PHP's opcache), so that is
/// changed as well, and given back. There is no room for a mark: what was is written down, and a
/// file without any right that had some is as we put it.
public final class ScriptPoint implements EnforcementPoint {
  /// By so much the time of a suspended script is another one.
  private static final Duration TOUCHED = Duration.ofSeconds(1);

  private final String name;
  private final String host;
  private final long firstUid;

  /// @param host as the directory calls it
  /// @param firstUid scripts of users below it are the system's own
  public ScriptPoint(String name, String host, long firstUid) {
    this.name = name;
    this.host = host;
    this.firstUid = firstUid;
  }

  @Override
  public String name() {
    return name;
  }

  /// Its owner may give it its rights back; whoever wants it back for good ends the lease.
  @Override
  public boolean isOursAlone() {
    return true;
  }

  @Override
  public Optional<String> cannot(Target target, Response response) {
    if (!(target instanceof Target.Program(var where, _))) {
      return Optional.of("scripts only are taken out of use here");
    }
    if (!where.equals(host)) {
      return Optional.of("this is " + host + ", and the script is of " + where);
    }
    return response instanceof Response.Suspend
        ? Optional.empty()
        : Optional.of("a script is only taken out of use here");
  }

  /// How a script was.
  ///
  /// @param mode all twelve bits
  private record Former(int mode, Instant modified) {
    String text() {
      return Integer.toOctalString(mode) + " " + modified;
    }

    static Optional<Former> read(String text) {
      String[] parts = text.split(" ");
      return parts.length == 2 && parts[0].matches("[0-7]{1,4}")
          ? Optional.of(new Former(Integer.parseInt(parts[0], 8), Instant.parse(parts[1])))
          : Optional.empty();
    }
  }

  private static Path path(Target target) {
    if (target instanceof Target.Program(_, var path)) {
      return Path.of(path);
    }
    throw new IllegalArgumentException(target.kind());
  }

  @Override
  public Found look(Target target, Optional<Holding> held) throws IOException {
    Unlinked.Is is;
    try (Unlinked file = Unlinked.open(real(path(target)))) {
      is = file.is();
    } catch (NoSuchFileException e) {
      if (held.isPresent()) {
        return Found.Nothing.PLAIN; // its owner has deleted it
      }
      throw new IOException("there is no script " + path(target), e);
    }
    guard(path(target), is);
    if (is.mode() != 0) {
      return new Found.Nothing(new Former(is.mode(), is.modified()).text());
    }
    return held.isPresent()
        ? new Found.Ours(held.get().lease(), held.get().response())
        : new Found.Foreign(path(target) + " has no rights already");
  }

  /// The folder with all links in it followed once; after that none is.
  private static Path real(Path path) throws IOException {
    Path folder = path.getParent();
    return folder == null ? path : folder.toRealPath().resolve(path.getFileName());
  }

  private void guard(Path path, Unlinked.Is is) throws IOException {
    if (!is.isRegular()) {
      throw new IOException(path + " is no file");
    }
    if (is.uid() < firstUid) {
      throw new IOException(
          "%s is of user %d, and users below %,d are the system's own"
              .formatted(path, is.uid(), firstUid));
    }
  }

  @Override
  public List<Step> put(Lease lease, Found found) {
    Path path = path(lease.target());
    return List.of(new Step.Act("chmod 000 " + path + ", and touch it", () -> takeRights(path)));
  }

  private void takeRights(Path path) throws IOException {
    try (Unlinked file = Unlinked.open(real(path))) {
      Unlinked.Is is = file.is();
      guard(path, is);
      file.mode(0);
      file.modified(is.modified().plus(TOUCHED));
    }
  }

  @Override
  public List<Step> take(Target target, Holding held) {
    Path path = path(target);
    Optional<Former> former = Former.read(held.former());
    if (former.isEmpty() || !Files.exists(path)) {
      return List.of();
    }
    return List.of(
        new Step.Act(
            "give %s its rights back: %s"
                .formatted(path, Integer.toOctalString(former.get().mode())),
            () -> giveBack(path, former.get())));
  }

  /// What somebody else has given rights meanwhile stays as it is.
  private void giveBack(Path path, Former former) throws IOException {
    try (Unlinked file = Unlinked.open(real(path))) {
      Unlinked.Is is = file.is();
      guard(path, is);
      if (is.mode() != 0) {
        return;
      }
      if (is.modified().equals(former.modified().plus(TOUCHED))) {
        file.modified(former.modified());
      }
      file.mode(former.mode());
    }
  }
}
