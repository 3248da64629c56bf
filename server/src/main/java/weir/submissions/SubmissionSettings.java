package weir.submissions;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import weir.agent.process.SiteFolders;
import weir.agent.submission.SubmissionLimits;
import weir.agent.submission.SubmissionLimits.Limit;
import weir.agent.submission.SubmissionLimits.Over;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Problems;
import weir.config.Range;

@Doc("Who may hand mail to this host's sendmail, and how much.")
public record SubmissionSettings(
    @Doc("Where the wrapper asks; it is compiled into the wrapper as well.")
        @Default("/run/weir/sendmail")
        Path socket,
    @Doc("The time over which messages are counted; it slides.")
        @Default("1h")
        @Range(from = "1m", to = "7d")
        Duration within,
    @Doc("Messages of one user in that time; 0 is no limit.")
        @Default("0")
        @Range(from = "0", to = "10000")
        int user,
    @Doc("Messages of one script in that time; 0 is no limit.")
        @Default("0")
        @Range(from = "0", to = "10000")
        int script,
    @Doc("Messages of one web site's folder in that time; 0 is no limit.")
        @Default("0")
        @Range(from = "0", to = "10000")
        int site,
    @Doc(
            "Scripts, with their paths, that only `script` holds: a form that is to go on whatever else its user sends. The file has to be that user's, or root's.")
        @Default("[]")
        List<String> formmails,
    @Doc(
            "Where web sites lie: folders from `/` on, of which one part is `{site}`, one `{user}`, or both, as `/var/www/vhosts/{site}/httpdocs`. A script in none of them is of the site that its folders' names tell.")
        @Default("[]")
        List<String> sites,
    @Doc("A file of users who may hand in nothing, a uid a line; it is read again once a second.")
        @Default("/var/lib/weir/blocked-users")
        Path blocked,
    @Doc("What becomes of a message beyond a limit.") @Default("deny") Beyond over,
    @Doc(
            "File with keys, in the form of a server's `trace-keys`: each message gets a token as its first field, `X-Origin-Token`. Without it no message is touched.")
        Optional<Path> keys,
    @Doc("The provider's own name for this host, for tokens.") @Default("localhost") String host)
    implements Checked {

  /// What becomes of a message beyond a limit.
  public enum Beyond {
    @Doc("It is not taken, and the script is told so (exit status 77).")
    DENY,
    @Doc(
        "It is to be tried again later (75), by programs that do so. PHP's mail() fails as with deny.")
    TEMPFAIL
  }

  public SubmissionSettings {
    formmails = List.copyOf(formmails);
    sites = List.copyOf(sites);
  }

  @Override
  public void check(Problems problems) {
    for (String each : sites) {
      SiteFolders.objection(each)
          .ifPresent(why -> problems.add("sites", "\"%s\" %s".formatted(each, why)));
    }
  }

  /// What they allow.
  public SubmissionLimits limits() {
    return new SubmissionLimits(
        new Limit(user, within),
        new Limit(script, within),
        new Limit(site, within),
        Set.copyOf(formmails),
        SiteFolders.of(sites),
        over == Beyond.DENY ? Over.DENY : Over.TEMPFAIL);
  }
}
