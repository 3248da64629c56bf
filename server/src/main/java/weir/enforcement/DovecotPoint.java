package weir.enforcement;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.agent.queue.Programs;
import weir.response.Found;
import weir.response.Holding;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;

/// A Dovecot of this host, which says of logins whether their password is right, also for the mail
/// server beside it: who is denied stands in a file of ours, with the service in front of the name,
/// so that mail can still be read. Dovecot reads the file anew when it has changed.
public final class DovecotPoint implements EnforcementPoint {
  /// A colon ends a name in such a file.
  private static final String PLAIN = "[A-Za-z0-9@._+%=~&'#-]+";

  /// The service whose sessions are Dovecot's own; those of SMTP AUTH are the mail server's.
  private static final String SUBMISSION = "submission";

  private final String name;
  private final MailSettings.Dovecot settings;
  private final Path file;
  private final Programs programs;

  /// @param programs of the host that it runs on
  public DovecotPoint(String name, MailSettings.Dovecot settings, Programs programs) {
    this(name, settings, settings.file(), programs);
  }

  /// @param file where the file is seen that Dovecot knows by the settings' name
  DovecotPoint(String name, MailSettings.Dovecot settings, Path file, Programs programs) {
    this.name = name;
    this.settings = settings;
    this.file = file;
    this.programs = programs;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isOursAlone() {
    return true;
  }

  @Override
  public Optional<String> cannot(Target target, Response response) {
    if (!(response instanceof Response.DenyLogin)) {
      return Optional.of("Dovecot lets a login in, or not");
    }
    return switch (target) {
      case Target.Login _, Target.OfDomain _ ->
          target.name().matches(PLAIN)
              ? Optional.empty()
              : Optional.of("its name has characters that no file of Dovecot's can hold");
      case Target.LocalUser _, Target.Program _, Target.Sender _, Target.Customer _ ->
          Optional.of("Dovecot knows logins only");
    };
  }

  private List<String> lines(Target target) {
    String user = target instanceof Target.OfDomain(var domain) ? "@" + domain : target.name();
    return settings.services().stream().map(service -> service + "/" + user + ":").toList();
  }

  @Override
  public Found look(Target target, Optional<Holding> held) throws IOException {
    MarkedLines lines = MarkedLines.read(file);
    Optional<Found> ours =
        new MarkedSteps(lines, _ -> List.of())
            .find(target, entry -> entry.lines().equals(lines(target)));
    if (ours.isPresent()) {
      return ours.get();
    }
    List<String> wanted = lines(target);
    return lines.others().stream().anyMatch(line -> wanted.stream().anyMatch(line::startsWith))
        ? new Found.Foreign("somebody's own line in " + file)
        : Found.Nothing.PLAIN;
  }

  @Override
  public List<Step> put(Lease lease, Found found) throws IOException, InterruptedException {
    mustBeAsked();
    Target target = lease.target();
    return new MarkedSteps(MarkedLines.read(file), _ -> besides(target))
        .put(lease, lines(target), target + ": denied");
  }

  /// What a login is kept from while Dovecot has not read the file yet.
  private List<Step> besides(Target target) {
    List<Step> steps = new ArrayList<>();
    steps.add(forget(target));
    if (settings.endSessions() && target instanceof Target.Login(var login)) {
      steps.add(
          new Step.Act(
              "doveadm who -1 %s, and kill -TERM of its submission processes"
                  .formatted(TypedCommand.of(List.of(login))),
              () -> endSessions(login)));
    }
    return steps;
  }

  /// What Dovecot remembers of logins it looks up no more; its answer where it remembers none is a
  /// success, too.
  private static Step forget(Target target) {
    return target instanceof Target.Login(var login)
        ? Step.Run.of("doveadm", "auth", "cache", "flush", login)
        : Step.Run.of("doveadm", "auth", "cache", "flush");
  }

  /// Who reads mail goes on; `doveadm kick` would end that, too.
  private void endSessions(String login) throws IOException, InterruptedException {
    for (String line : said("doveadm", "who", "-1", login).lines().toList()) {
      String[] words = line.strip().split("\\s+");
      boolean isIts =
          words.length >= 3
              && words[0].equals(login)
              && words[1].equals(SUBMISSION)
              && words[2].matches("[1-9][0-9]{0,9}");
      if (isIts) {
        // One that has just ended is gone, which is what was wanted.
        programs.run(List.of("kill", "-TERM", words[2]), "");
      }
    }
  }

  @Override
  public List<Step> take(Target target, Holding held) throws IOException {
    return new MarkedSteps(MarkedLines.read(file), _ -> List.of(forget(target)))
        .take(target, held, target + ": as before");
  }

  /// A file that nobody asks would look like a response and be none.
  private void mustBeAsked() throws IOException, InterruptedException {
    if (!said("doveconf", "-n").contains(settings.file().toString())) {
      throw new IOException(
          "no passdb of Dovecot's names %s; the manual says where it belongs (enforcement.md)"
              .formatted(settings.file()));
    }
  }

  private String said(String... command) throws IOException, InterruptedException {
    Programs.Ran ran = programs.run(List.of(command), "");
    if (ran.exit() != 0) {
      throw new IOException(TypedCommand.of(List.of(command)) + ": " + ran.output().strip());
    }
    return ran.output();
  }
}
