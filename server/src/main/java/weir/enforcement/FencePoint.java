package weir.enforcement;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.agent.fence.Ruleset;
import weir.agent.process.UserNames;
import weir.agent.queue.Programs;
import weir.response.Found;
import weir.response.Holding;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;

/// The fence of this host: a fenced user reaches no mail server any more, not even the permitted
/// ones, and sessions that he has end. The mail server of the host itself still takes his mail.
///
/// He is an element of a set of our table in nftables, and the element's comment is our mark. A
/// machine that starts anew has lost it; it is put there again with the next round.
public final class FencePoint implements EnforcementPoint {
  private static final String SET = "blocked_uid";
  private static final Pattern MARKED = Pattern.compile("weir ([A-Za-z0-9-]{1,64})");

  private final String name;
  private final String host;
  private final long firstUid;
  private final long ownUid;
  private final Programs programs;
  private final Path passwd;

  /// Who is never touched.
  ///
  /// @param firstUid users below it are the system's own
  /// @param own the uid that we run as
  public record Guard(long firstUid, long own) {}

  /// @param host as the directory calls it
  /// @param passwd `/etc/passwd`, for users that are given by their name
  public FencePoint(String name, String host, Guard guard, Programs programs, Path passwd) {
    this.name = name;
    this.host = host;
    this.firstUid = guard.firstUid();
    this.ownUid = guard.own();
    this.programs = programs;
    this.passwd = passwd;
  }

  @Override
  public String name() {
    return name;
  }

  /// The table is ours, and the kernel forgets it at each start of the machine.
  @Override
  public boolean isOursAlone() {
    return true;
  }

  @Override
  public Optional<String> cannot(Target target, Response response) {
    if (!(target instanceof Target.LocalUser(var where, var user))) {
      return Optional.of("a fence knows the users of its host only");
    }
    if (!where.equals(host)) {
      return Optional.of("this is " + host + ", and the user is of " + where);
    }
    if (!(response instanceof Response.Fence)) {
      return Optional.of("a fence only keeps a user from mail servers");
    }
    OptionalLong uid = uid(user);
    if (uid.isEmpty()) {
      return Optional.of("this host has no user " + user);
    }
    return guarded(uid.getAsLong());
  }

  private Optional<String> guarded(long uid) {
    if (uid == 0) {
      return Optional.of("it is root");
    }
    if (uid == ownUid) {
      return Optional.of("Weir itself runs as it");
    }
    return uid < firstUid
        ? Optional.of("users below %,d are the system's own".formatted(firstUid))
        : Optional.empty();
  }

  private OptionalLong uid(String user) {
    return user.matches("\\d{1,10}")
        ? OptionalLong.of(Long.parseLong(user))
        : UserNames.read(passwd).number(user);
  }

  /// A user has a name and a number, and a directory may have both.
  @Override
  public Target asKept(Target target) {
    if (target instanceof Target.LocalUser(var where, var user)) {
      OptionalLong uid = uid(user);
      return uid.isPresent() ? new Target.LocalUser(where, Long.toString(uid.getAsLong())) : target;
    }
    return target;
  }

  @Override
  public Found look(Target target, Optional<Holding> held)
      throws IOException, InterruptedException {
    if (held.isPresent() && !isThere()) {
      return Found.Nothing.PLAIN; // somebody took the fence away, and whoever it held with it
    }
    Optional<String> comment = comment(number(target));
    if (comment.isEmpty()) {
      return Found.Nothing.PLAIN;
    }
    Matcher marked = MARKED.matcher(comment.get());
    return marked.matches()
        ? new Found.Ours(marked.group(1), new Response.Fence())
        : new Found.Foreign("somebody fenced it with nft");
  }

  private long number(Target target) throws IOException {
    if (target instanceof Target.LocalUser(_, var user)) {
      return uid(user).orElseThrow(() -> new IOException("this host has no user " + user));
    }
    throw new IllegalArgumentException(target.kind());
  }

  private boolean isThere() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("nft", "-t", "list", "table"));
    command.addAll(List.of(Ruleset.TABLE.split(" ")));
    Programs.Ran ran = programs.run(command, "");
    return ran.exit() == 0 || !ran.output().contains("No such file or directory");
  }

  /// What stands at the element of a user; empty where there is none, an empty text where nothing
  /// stands at it.
  private Optional<String> comment(long uid) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("nft", "-nn", "list", "set"));
    command.addAll(List.of(Ruleset.TABLE.split(" ")));
    command.add(SET);
    Programs.Ran ran = programs.run(command, "");
    if (ran.exit() != 0) {
      throw new IOException(
          ran.output().contains("No such file or directory")
              ? "there is no fence on this host: weir fence apply"
              : "nft: " + ran.output().strip());
    }
    int elements = ran.output().indexOf("elements = {");
    Matcher found =
        Pattern.compile(
                "[{,\\s]"
                    + uid
                    + "(?: timeout \\S+)?(?: expires \\S+)?(?: comment \"([^\"]*)\")?\\s*[,}]")
            .matcher(elements < 0 ? "" : ran.output().substring(elements));
    return found.find()
        ? Optional.of(found.group(1) == null ? "" : found.group(1))
        : Optional.empty();
  }

  @Override
  public List<Step> put(Lease lease, Found found) throws IOException {
    long uid = number(lease.target());
    String element = "{ %d comment \"weir %s\" }".formatted(uid, lease.id());
    Step add = nft("add", element);
    return found instanceof Found.Ours
        ? List.of(nft("delete", "{ " + uid + " }"), add)
        : List.of(add);
  }

  @Override
  public List<Step> take(Target target, Holding held) throws IOException {
    return List.of(nft("delete", "{ " + number(target) + " }"));
  }

  private static Step nft(String verb, String element) {
    List<String> words = new ArrayList<>(List.of("nft", verb, "element"));
    words.addAll(List.of(Ruleset.TABLE.split(" ")));
    words.addAll(List.of(SET, element));
    return new Step.Run(words, "");
  }
}
