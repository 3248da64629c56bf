package weir.enforcement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
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
///
/// Folders on the way are its owner's, who may put a link to somebody else's file there at any
/// time. So no link is followed, and which file it was is written down, too.
public final class ScriptPoint implements EnforcementPoint {
  /// By so much the time of a suspended script is another one.
  private static final Duration TOUCHED = Duration.ofSeconds(1);

  private final String name;
  private final String host;
  private final Owners owners;

  /// Whose scripts may be touched.
  ///
  /// @param first users below it are the system's own
  /// @param last nor is anybody above it touched
  public record Owners(long first, long last) {}

  /// @param host as the directory calls it
  public ScriptPoint(String name, String host, Owners owners) {
    this.name = name;
    this.host = host;
    this.owners = owners;
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

  private static Path path(Target target) {
    if (target instanceof Target.Program(_, var path)) {
      return Path.of(path);
    }
    throw new IllegalArgumentException(target.kind());
  }

  @Override
  public Found look(Target target, Optional<Holding> held) throws IOException {
    Path path = path(target);
    Unlinked.Is is;
    try (Unlinked file = open(path)) {
      is = file.is();
    } catch (NoSuchFileException e) {
      if (held.isPresent()) {
        return Found.Nothing.PLAIN; // its owner has deleted it
      }
      throw new IOException("there is no script " + path, e);
    }
    guard(path, is);
    if (is.mode() != 0) {
      return new Found.Nothing(FormerScript.of(is).text());
    }
    if (held.isEmpty()) {
      return new Found.Foreign(path + " has no rights already");
    }
    return FormerScript.read(held.get().former()).filter(it -> !it.isOf(is)).isPresent()
        ? new Found.Foreign(path + another())
        : new Found.Ours(held.get().lease(), held.get().response());
  }

  private static String another() {
    return " is another file, or another user's, than when it was looked at; it is left as it is";
  }

  /// @throws IOException with a sentence where a link is on the way
  private static Unlinked open(Path path) throws IOException {
    try {
      return Unlinked.open(path);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      Path real = path.toRealPath();
      if (real.equals(path)) {
        throw e;
      }
      throw new IOException(
          "%s leads over a link, now to %s, and no link is followed; it is left as it is"
              .formatted(path, real),
          e);
    }
  }

  private void guard(Path path, Unlinked.Is is) throws IOException {
    if (!is.isRegular()) {
      throw new IOException(path + " is no file");
    }
    if (is.uid() < owners.first()) {
      throw new IOException(
          "%s is of user %d, and users below %,d are the system's own"
              .formatted(path, is.uid(), owners.first()));
    }
    if (is.uid() > owners.last()) {
      throw new IOException(
          "%s is of user %d, and users above %,d are not touched"
              .formatted(path, is.uid(), owners.last()));
    }
  }

  @Override
  public List<Step> put(Lease lease, Found found) {
    return put(lease, found instanceof Found.Nothing(var former) ? former : "");
  }

  /// What was written down before an interrupted act is what undoing goes by.
  @Override
  public List<Step> put(Lease lease, Found found, Holding holding) {
    return put(lease, holding.former());
  }

  private List<Step> put(Lease lease, String former) {
    Path path = path(lease.target());
    return List.of(
        new Step.Act(
            "chmod 000 " + path + ", and touch it",
            () -> takeRights(path, FormerScript.read(former))));
  }

  private void takeRights(Path path, Optional<FormerScript> former) throws IOException {
    try (Unlinked file = open(path)) {
      Unlinked.Is is = file.is();
      guard(path, is);
      if (is.mode() == 0) {
        return;
      }
      if (former.filter(it -> it.isOf(is)).isEmpty()) {
        throw new IOException(path + another());
      }
      file.mode(0);
      file.modified(is.modified().plus(TOUCHED));
    }
  }

  @Override
  public List<Step> take(Target target, Holding held) {
    Path path = path(target);
    Optional<FormerScript> former = FormerScript.read(held.former());
    if (former.isEmpty() || !Files.exists(path)) {
      return List.of();
    }
    return List.of(
        new Step.Act(
            "give %s its rights back: %s"
                .formatted(path, Integer.toOctalString(former.get().given())),
            () -> giveBack(path, former.get())));
  }

  /// What somebody else has given rights meanwhile stays as it is.
  private void giveBack(Path path, FormerScript former) throws IOException {
    try (Unlinked file = open(path)) {
      Unlinked.Is is = file.is();
      guard(path, is);
      if (is.mode() != 0) {
        return;
      }
      if (!former.isOf(is)) {
        throw new IOException(path + another());
      }
      if (is.modified().equals(former.modified().plus(TOUCHED))) {
        file.modified(former.modified());
      }
      file.mode(former.given());
    }
  }
}
