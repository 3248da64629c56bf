package weir.enforcement;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.agent.queue.Programs;
import weir.response.Found;
import weir.response.Holding;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;

/// A Postfix of this host. Its `main.cf` names files of ours once, and is never written: what a
/// person does there stays his.
///
/// Locked and held logins stand in a table, because a table works while Weir does not. SMTP servers
/// that run have read it already, so it is followed by a reload, and the policy service, which
/// knows what is in force at this moment, meets sessions that go on after it. Recipients are
/// counted by the policy service only: no table can count.
///
/// Local users stand in a table that `authorized_submit_users` asks: `postdrop` reads it anew for
/// each message, so nothing is reloaded.
public final class PostfixPoint implements EnforcementPoint {
  private static final Logger log = LoggerFactory.getLogger(PostfixPoint.class);

  private static final String LOGINS = "logins";
  private static final String USERS = "users";

  private final String name;
  private final MailSettings.Postfix settings;
  private final Path folder;
  private final String host;
  private final Programs programs;
  private final Optional<QueueSweep> sweep;
  private final Optional<PolicyTable> policy;

  /// @param programs of the host that it runs on
  /// @param host its name in the directory
  /// @param sweep of its queue; without one only what comes from now on is held
  /// @param policy what its policy service answers by; empty where it is asked nothing
  public PostfixPoint(
      String name,
      MailSettings.Postfix settings,
      Programs programs,
      String host,
      Optional<QueueSweep> sweep,
      Optional<PolicyTable> policy) {
    this(name, settings, settings.folder(), programs, host, sweep, policy);
  }

  /// @param folder where the files are seen that Postfix knows by the settings' name
  PostfixPoint(
      String name,
      MailSettings.Postfix settings,
      Path folder,
      Programs programs,
      String host,
      Optional<QueueSweep> sweep,
      Optional<PolicyTable> policy) {
    this.name = name;
    this.settings = settings;
    this.folder = folder;
    this.programs = programs;
    this.host = host;
    this.sweep = sweep;
    this.policy = policy;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void open() {
    policy.ifPresent(table -> {
      try {
        table.open();
      } catch (IOException e) {
        log.error("{}: {}", name, e.getMessage());
      }
    });
  }

  @Override
  public void close() {
    policy.ifPresent(PolicyTable::close);
  }

  @Override
  public boolean isOursAlone() {
    return true;
  }

  @Override
  public Optional<String> cannot(Target target, Response response) {
    return switch (target) {
      case Target.Login _, Target.OfDomain _ -> cannotOfLogin(target, response);
      case Target.LocalUser(var where, _) -> cannotOfUser(where, response);
      case Target.Program _ -> Optional.of("Postfix knows of a program only its user");
      case Target.Sender _ -> Optional.of("anybody can write a sender's address");
      case Target.Customer _ -> Optional.of("Postfix knows logins and users, and no accounts");
    };
  }

  private Optional<String> cannotOfLogin(Target target, Response response) {
    return switch (response) {
      case Response.Hold _, Response.DenyLogin _ ->
          PostfixTables.canHold(target.name())
              ? Optional.empty()
              : Optional.of("its name has characters that no table of Postfix's can hold");
      case Response.Throttle _ ->
          policy.isPresent()
              ? Optional.empty()
              : Optional.of("nobody counts: [enforcement." + name + "] has no policy");
      case Response.Notify _, Response.Fence _, Response.Suspend _ ->
          Optional.of("nothing that a mail server does");
    };
  }

  private Optional<String> cannotOfUser(String where, Response response) {
    return switch (response) {
      case Response.Hold _, Response.Fence _ ->
          where.equals(host)
              ? Optional.empty()
              : Optional.of("this Postfix runs on " + host + ", and the user is of " + where);
      case Response.Throttle _ -> Optional.of("Postfix counts nothing of its host's users");
      case Response.DenyLogin _ ->
          Optional.of("a program on the host hands in mail without a login");
      case Response.Notify _, Response.Suspend _ -> Optional.of("nothing that a mail server does");
    };
  }

  private Path file(Target target) {
    return folder.resolve(isUser(target) ? USERS : LOGINS);
  }

  private static boolean isUser(Target target) {
    return target instanceof Target.LocalUser;
  }

  @Override
  public Found look(Target target, Optional<Holding> held) throws IOException {
    MarkedLines lines = MarkedLines.read(file(target));
    Optional<Found> ours =
        new MarkedSteps(lines, _ -> List.of()).find(target, entry -> isAsWritten(target, entry));
    if (ours.isPresent()) {
      return ours.get();
    }
    return !isUser(target)
            && lines.others().stream().anyMatch(line -> PostfixTables.isAbout(line, target))
        ? new Found.Foreign("somebody's own line in " + file(target))
        : Found.Nothing.PLAIN;
  }

  private boolean isAsWritten(Target target, MarkedLines.Entry entry) {
    LineMark mark = entry.mark();
    if (isUser(target)) {
      return entry.lines().size() == 1
          && entry.lines().getFirst().endsWith(" " + mark.response().word());
    }
    return entry.lines().equals(PostfixTables.lines(target, mark.response(), mark.lease()))
        && policy.map(it -> it.has(target, mark.lease(), mark.response())).orElse(true);
  }

  private static boolean sweeps(Response response) {
    return switch (response) {
      case Response.Hold _, Response.DenyLogin _, Response.Fence _ -> true;
      case Response.Notify _, Response.Throttle _, Response.Suspend _ -> false;
    };
  }

  private List<Target> swept() throws IOException {
    List<Target> all = new ArrayList<>();
    for (String file : List.of(LOGINS, USERS)) {
      all.addAll(MarkedLines.read(folder.resolve(file)).targets(PostfixPoint::sweeps));
    }
    return all;
  }

  @Override
  public List<Step> put(Lease lease, Found found) throws IOException, InterruptedException {
    Target target = lease.target();
    Response response = lease.response();
    List<String> lines =
        isUser(target)
            ? PostfixTables.userLines(user(target), response)
            : PostfixTables.lines(target, response, lease.id());
    mustBeAsked(target, response);
    boolean isBare = lines.isEmpty() && found instanceof Found.Nothing;
    Optional<Step> told =
        policy.filter(_ -> !isUser(target)).map(it -> it.put(target, lease.id(), response));
    Optional<Step> queue =
        sweep.map(
            it -> sweeps(response) ? it.hold(lease.id(), target) : it.letGo(target, this::swept));
    return new MarkedSteps(
            MarkedLines.read(file(target)), _ -> besides(target, told, queue, isBare))
        .put(lease, lines, change(target, response));
  }

  /// @param isBare nothing but the policy service is concerned
  private List<Step> besides(
      Target target, Optional<Step> told, Optional<Step> queue, boolean isBare) {
    List<Step> steps = new ArrayList<>();
    told.ifPresent(steps::add);
    if (!isBare) {
      if (!isUser(target)) {
        steps.add(new Step.Run(settings.reload(), ""));
      }
      queue.ifPresent(steps::add);
    }
    return steps;
  }

  private static String change(Target target, Response response) {
    return "%s: %s".formatted(target, response.text());
  }

  /// A line goes first, so that mail goes on whatever becomes of the queue. What came while it was
  /// held stays until somebody looks at it.
  @Override
  public List<Step> take(Target target, Holding held) throws IOException {
    MarkedLines file = MarkedLines.read(file(target));
    boolean isBare = new MarkedSteps(file, _ -> List.of()).isBare(target);
    Optional<Step> told = policy.filter(_ -> !isUser(target)).map(it -> it.take(target));
    Optional<Step> queue = sweep.map(it -> it.letGo(target, this::swept));
    return new MarkedSteps(file, _ -> besides(target, told, queue, isBare))
        .take(target, held, target + ": as before");
  }

  /// The name of a local user, which is what Postfix knows.
  private String user(Target target) throws IOException, InterruptedException {
    String user = ((Target.LocalUser) target).user();
    Programs.Ran ran = programs.run(List.of("getent", "passwd", user), "");
    String name = ran.output().split(":", 2)[0];
    if (ran.exit() != 0 || !name.matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}")) {
      throw new IOException(host + " has no user " + user);
    }
    return name;
  }

  /// A table that nobody asks would look like a response and be none.
  private void mustBeAsked(Target target, Response response)
      throws IOException, InterruptedException {
    String known = settings.folder().resolve(isUser(target) ? USERS : LOGINS).toString();
    String wanted =
        isUser(target)
            ? "texthash:" + known
            : response instanceof Response.Throttle
                ? settings.policy().map(Object::toString).orElse("")
                : "regexp:" + known;
    if (!said("-n").contains(wanted) && !said("-P").contains(wanted)) {
      throw new IOException(
          "neither main.cf nor master.cf names %s; the manual says where it belongs (enforcement.md)"
              .formatted(wanted));
    }
    if (!isUser(target) && policy.isPresent()) {
      policy.get().open();
    }
  }

  private String said(String option) throws IOException, InterruptedException {
    Programs.Ran ran = programs.run(List.of("postconf", option), "");
    if (ran.exit() != 0) {
      throw new IOException("postconf " + option + ": " + ran.output().strip());
    }
    return ran.output();
  }
}
