package weir.enforcement.linux;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import weir.agent.queue.Programs;
import weir.enforcement.EnforcementPoint;
import weir.enforcement.EnforcementSettings;
import weir.enforcement.EnforcementSettings.Linux.Also;
import weir.enforcement.Step;
import weir.response.Found;
import weir.response.Holding;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;

/// The users of this host. A suspended one is locked and has expired, so that neither a password
/// nor a key nor cron lets it in; where the settings say so, what it runs already stands still or
/// ends, and its web pages are turned off.
///
/// The system has no room for a mark: what was there before is written down, and what is now as we
/// put it and was not so before is ours.
public final class LinuxPoint implements EnforcementPoint {
  private final String name;
  private final EnforcementSettings.Linux settings;
  private final String host;
  private final InstantSource clock;
  private final AsRoot root;
  private final Users users;
  private final Freezer freezer;
  private final Sessions sessions;
  private final Map<Also, Beside> besides = new EnumMap<>(Also.class);

  /// Who is never touched.
  ///
  /// @param firstUid users below it are the system's own
  /// @param own the uid that we run as
  public record Guard(int firstUid, long own) {}

  /// @param host as the directory calls it
  /// @param proc where the kernel shows its processes
  public LinuxPoint(
      String name,
      EnforcementSettings.Linux settings,
      String host,
      Guard guard,
      Programs programs,
      Path proc,
      InstantSource clock) {
    this.name = name;
    this.settings = settings;
    this.host = host;
    this.clock = clock;
    this.root = new AsRoot(programs, settings.through());
    this.users = new Users(root, guard.firstUid(), guard.own());
    UserProcesses processes = new UserProcesses(proc);
    this.freezer = new Freezer(root, processes, settings.slices().toString());
    this.sessions = new Sessions(root);
    addBesides(processes);
  }

  private void addBesides(UserProcesses processes) {
    String aside = settings.aside().toString();
    Service fpm = new Service(root, settings.poolTest(), settings.poolReload());
    Service web = new Service(root, settings.vhostTest(), settings.vhostReload());
    for (Also each : Also.values()) {
      besides.put(
          each,
          switch (each) {
            case WEB -> new WebPages(root, web, settings.vhosts().toString(), settings.vhostText());
            case POOL -> new FpmPool(root, processes, fpm, settings.pools().toString());
            case CRON -> new Crontab(root, settings.crontabs().toString(), aside);
            case AT -> new AtJobs(root, settings.atJobs().toString(), aside + ".at");
            case SESSIONS -> sessions;
            case FREEZE -> freezer;
            case KILL ->
                new Killer(root, processes, settings.slices().toString(), aside + ".processes");
          });
    }
  }

  /// Some of them, in the order in which they are stopped.
  private List<Beside> besides(Set<Also> also) {
    return besides.entrySet().stream()
        .filter(each -> also.contains(each.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isOursAlone() {
    return false;
  }

  @Override
  public Optional<String> cannot(Target target, Response response) {
    if (!(target instanceof Target.LocalUser(var where, var user))) {
      return Optional.of("a host knows its users only");
    }
    if (!where.equals(host)) {
      return Optional.of("this is " + host + ", and the user is of " + where);
    }
    return switch (response) {
      case Response.Suspend _ -> guarded(user);
      case Response.Throttle _, Response.Hold _ ->
          Optional.of("what a user sends is throttled and held at its mail server");
      case Response.Fence _ ->
          Optional.of(
              "a user is kept from mail servers by the fence, a place of its own (type fence)");
      case Response.Notify _, Response.DenyLogin _ -> Optional.of("nothing that a host does");
    };
  }

  /// A user has a name and a number, and a directory may have both.
  @Override
  public Target asKept(Target target) {
    if (!(target instanceof Target.LocalUser(var where, var user))) {
      return target;
    }
    try {
      OptionalLong number = users.number(user);
      return number.isPresent()
          ? new Target.LocalUser(where, Long.toString(number.getAsLong()))
          : target;
    } catch (IOException _) {
      return target; // whoever looks at it next is told why
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return target;
    }
  }

  /// One that is given by its name is looked at before anything is done.
  private Optional<String> guarded(String user) {
    if (user.equals("root")) {
      return Optional.of(users.guarded(0));
    }
    return user.matches("[0-9]{1,18}")
        ? Optional.of(users.guarded(Long.parseLong(user))).filter(why -> !why.isEmpty())
        : Optional.empty();
  }

  private LinuxUser user(Target target) throws IOException, InterruptedException {
    if (target instanceof Target.LocalUser(_, var user)) {
      return users.find(user);
    }
    throw new IllegalArgumentException(target.kind());
  }

  /// With a user goes all that was ever done to it.
  private boolean isGone(Target target) throws IOException, InterruptedException {
    return target instanceof Target.LocalUser(_, var user) && users.isGone(user);
  }

  /// What was written down when it was put.
  private Former former(Holding held) {
    return Former.read(held.former(), settings.also());
  }

  @Override
  public Found look(Target target, Optional<Holding> held)
      throws IOException, InterruptedException {
    if (held.isPresent() && isGone(target)) {
      return Found.Nothing.PLAIN;
    }
    LinuxUser user = user(target);
    if (held.isPresent()) {
      Optional<Found> ours = ours(user, held.get());
      if (ours.isPresent()) {
        return ours.get();
      }
    }
    return hasExpired(user)
        ? new Found.Foreign("user %s has expired on %s already".formatted(user.name(), date(user)))
        : new Found.Nothing(former(user).text());
  }

  private Optional<Found> ours(LinuxUser user, Holding held)
      throws IOException, InterruptedException {
    Former former = former(held);
    boolean isLocked = user.isLockedSince(former);
    boolean isExpired = user.isExpiredSince(former);
    boolean isMore = false;
    for (Beside each : besides(former.also())) {
      isMore |= each.isToUndo(user, former);
    }
    if (!isLocked && !isExpired && !isMore) {
      return Optional.empty();
    }
    return Optional.of(
        new Found.Ours(
            held.lease(), isHalf(user, former) ? new Response.Notify() : held.response()));
  }

  /// We lock first and unlock last: a lock without our date is ours by half, and a date without our
  /// lock, or another date, is as somebody else wanted it.
  private boolean isHalf(LinuxUser user, Former former) throws IOException, InterruptedException {
    boolean isHalf = !user.isExpiredSince(former) && user.expiry().equals(former.expiry());
    for (Beside each : besides(former.also())) {
      isHalf |= each.isToDo(user);
    }
    return isHalf;
  }

  private Former former(LinuxUser user) throws IOException, InterruptedException {
    Set<Also> also = Set.copyOf(settings.also());
    return new Former(
        user.lock(),
        user.expiry(),
        also.contains(Also.SESSIONS) && sessions.isLingering(user),
        also.contains(Also.FREEZE) && freezer.isFrozen(user),
        also.contains(Also.FREEZE) ? freezer.stopped(user) : List.of(),
        also);
  }

  private boolean hasExpired(LinuxUser user) {
    return user.expiry().matches("[0-9]{1,9}") && !date(user).isAfter(today());
  }

  private static LocalDate date(LinuxUser user) {
    return LocalDate.ofEpochDay(Long.parseLong(user.expiry()));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  @Override
  public List<Step> put(Lease lease, Found found) throws IOException, InterruptedException {
    return put(lease, Set.copyOf(settings.also()));
  }

  /// What is written down already is what will be undone, so no more than that is done.
  @Override
  public List<Step> put(Lease lease, Found found, Holding intent)
      throws IOException, InterruptedException {
    return put(lease, former(intent).also());
  }

  private List<Step> put(Lease lease, Set<Also> also) throws IOException, InterruptedException {
    LinuxUser user = user(lease.target());
    List<Step> steps = new ArrayList<>();
    if (user.lock() != Former.Lock.LOCKED) {
      steps.add(root.step("usermod", "-L", user.name()));
    }
    if (!user.expiry().equals(LinuxUser.EXPIRED)) {
      steps.add(root.step("chage", "-E", LinuxUser.EXPIRED, user.name()));
    }
    for (Beside each : besides(also)) {
      steps.addAll(each.put(user));
    }
    return steps;
  }

  @Override
  public List<Step> take(Target target, Holding held) throws IOException, InterruptedException {
    if (isGone(target)) {
      return List.of();
    }
    LinuxUser user = user(target);
    Former former = former(held);
    List<Step> steps = new ArrayList<>();
    for (Beside each : besides(former.also()).reversed()) {
      steps.addAll(each.take(user, former));
    }
    if (user.isExpiredSince(former)) {
      String before = former.expiry().isEmpty() ? "-1" : former.expiry();
      steps.add(root.step("chage", "-E", before, user.name()));
    }
    if (user.isLockedSince(former)) {
      steps.add(
          former.lock() == Former.Lock.EMPTY
              ? root.step("usermod", "-p", "", user.name())
              : root.step("usermod", "-U", user.name()));
    }
    left(user, former).ifPresent(steps::add);
    return steps;
  }

  /// What somebody else has set meanwhile stays, and people are told.
  private Optional<Step> left(LinuxUser user, Former former)
      throws IOException, InterruptedException {
    List<String> left = new ArrayList<>();
    if (!user.isExpiredSince(former) && !user.expiry().equals(former.expiry())) {
      left.add("the date on which it expires");
    }
    if (!user.isLockedSince(former) && user.lock() != former.lock()) {
      left.add("its password");
    }
    for (Beside each : besides(former.also())) {
      each.left(user).ifPresent(left::add);
    }
    String words =
        "of user %s somebody else has changed %s; that stays"
            .formatted(user.name(), String.join(", ", left));
    return left.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Step.Act(
                words,
                () -> {
                  throw new IOException(words);
                }));
  }
}
