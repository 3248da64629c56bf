package weir.routing;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.KeyPath;
import weir.config.MustRead;
import weir.config.Problems;

/// One of our domains: `[domains."example.com"]`.
public record DomainSettings(
    @Doc("Next hop that takes its mail: a name under [hops].") String hop,
    @Doc("Policy that judges its mail: `default` or a name under [policies].") @Default("default")
        String policy,
    @Doc("Its mailboxes, as local parts. `postmaster` always exists.") @Default("[]")
        List<String> recipients,
    @Doc("File with further mailboxes, one local part or address a line.") @MustRead
        Optional<Path> recipientsFile,
    @Doc(
            "Ask the next hop whether a recipient exists. One of recipients, recipients-file or call-forward is required.")
        @Default("false")
        boolean callForward,
    @Doc(
            "What follows this character in a local part is not part of the mailbox's name; empty for none.")
        @Default("+")
        String delimiter,
    @Doc(
            "Take local parts with %, ! or @ that would lead to other domains. Only for a next hop that never follows them.")
        @Default("false")
        boolean routedLocalParts,
    @Doc(
            "Take mail for every domain below it, too, with the same mailboxes; one that has a table of its own, or a line in routing.map, goes by that.")
        @Default("false")
        boolean subdomains)
    implements Checked {
  public DomainSettings {
    recipients = List.copyOf(recipients);
  }

  @Override
  public void check(Problems problems) {
    boolean nobody = recipients.isEmpty() && recipientsFile.isEmpty() && !callForward;
    if (nobody && problems.isKnown(KeyPath.ROOT)) {
      problems.add(
          KeyPath.ROOT,
          "nobody says which recipients exist: give recipients, recipients-file or call-forward = true");
    }
  }
}
