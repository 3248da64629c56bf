package weir.agent.submission;

import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import weir.agent.process.Script;
import weir.agent.process.SiteFolders.Site;
import weir.agent.submission.SubmissionLimits.Over;

/// Decides whether a message may be handed in: nobody who is blocked, and nobody beyond a limit.
/// Any number of threads may ask.
public final class SubmissionDesk {
  /// Folders that hold a web site: what is above them is one customer's, what is below one site's.
  private static final List<String> SITE_FOLDERS =
      List.of("public_html", "httpdocs", "htdocs", "www", "web", "html");

  private final SubmissionLimits limits;
  private final LongPredicate blocked;
  private final LongSupplier nanos;
  private final Windows users;
  private final Windows scripts;
  private final Windows sites;

  /// @param blocked whether a user may hand in nothing now
  /// @param nanos a clock that only goes on, [System#nanoTime]
  public SubmissionDesk(SubmissionLimits limits, LongPredicate blocked, LongSupplier nanos) {
    this.limits = limits;
    this.blocked = blocked;
    this.nanos = nanos;
    this.users = new Windows(limits.user());
    this.scripts = new Windows(limits.script());
    this.sites = new Windows(limits.site());
  }

  /// What to answer, without a token.
  ///
  /// @param uid by the kernel
  /// @param script as far as it was found
  Answer decide(long uid, Optional<Script> script) {
    boolean isForm =
        script
            .filter(it -> limits.formmails().contains(it.path()))
            .filter(it -> FormFile.mayBe(it.path(), uid))
            .isPresent();
    return decide(uid, script, isForm);
  }

  private synchronized Answer decide(long uid, Optional<Script> script, boolean isForm) {
    if (blocked.test(uid)) {
      return new Answer.No("mail of this user is not taken now");
    }
    long now = nanos.getAsLong();
    String user = Long.toString(uid);
    // A user's own: another user with the same path cannot use up its limit.
    Optional<String> file = script.map(it -> user + ' ' + it.path());
    Optional<String> site = script.map(it -> user + ' ' + siteOf(it));
    if (file.isPresent() && !scripts.hasRoom(file.get(), now)) {
      return over("this script has sent " + scripts.words());
    }
    if (!isForm && site.isPresent() && !sites.hasRoom(site.get(), now)) {
      return over("this web site has sent " + sites.words());
    }
    if (!isForm && !users.hasRoom(user, now)) {
      return over("this user has sent " + users.words());
    }
    file.ifPresent(it -> scripts.count(it, now));
    if (!isForm) {
      site.ifPresent(it -> sites.count(it, now));
      users.count(user, now);
    }
    return new Answer.Go(Optional.empty());
  }

  private Answer over(String why) {
    return limits.over() == Over.DENY ? new Answer.No(why) : new Answer.Later(why);
  }

  private String siteOf(Script script) {
    return limits.folders().of(script.path()).map(Site::folder).orElseGet(() -> site(script));
  }

  /// The folder of the web site that a script is in; where none is known by its name, the script's
  /// own folder.
  static String site(Script script) {
    String folder =
        script.by() == Script.By.FOLDER
            ? script.path()
            : script.path().substring(0, Math.max(0, script.path().lastIndexOf('/')));
    int end = folder.length();
    for (int start = 0; start < folder.length(); start = end + 1) {
      end = folder.indexOf('/', start);
      end = end < 0 ? folder.length() : end;
      if (SITE_FOLDERS.contains(folder.substring(start, end))) {
        return folder.substring(0, end);
      }
    }
    return folder;
  }
}
