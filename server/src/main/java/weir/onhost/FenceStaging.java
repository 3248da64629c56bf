package weir.onhost;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.agent.doctor.ThisMachine;
import weir.agent.fence.Fence;
import weir.agent.fence.FenceFinding;
import weir.agent.fence.Fencing;
import weir.agent.fence.ForeignRules;
import weir.agent.fence.LockOut;
import weir.agent.fence.Standing;
import weir.agent.process.Processes;
import weir.agent.process.UserNames;
import weir.agent.queue.Programs;
import weir.fence.FenceSettings;
import weir.fence.Try;
import weir.fence.Verification;
import weir.fence.WantedFence;

/// Puts the fence of a host's settings up on order, on trial first: it is confirmed when permitted
/// servers are reached through it and nobody of the system's own users was held meanwhile. Else the
/// kernel takes it back, and the one before holds again.
final class FenceStaging {
  private static final Logger log = LoggerFactory.getLogger(FenceStaging.class);

  /// How long a change may take before the kernel takes it back.
  private static final Duration DEAD_MAN = Duration.ofSeconds(90);

  /// How long it is looked whom a fence holds that was just put up.
  static final Duration TRIAL = Duration.ofSeconds(20);

  private final FenceSettings settings;
  private final AgentFile file;
  private final Programs programs;
  private final Fencing fencing;
  private final UserNames users;
  private final Optional<KnownServer> server;
  private volatile @Nullable OnTrial trial;

  /// Whom of the system's own users a fence on trial has held. Its list is its lock.
  private record OnTrial(List<String> held) {}

  /// @param server that this host's agent must reach
  FenceStaging(
      FenceSettings settings,
      AgentFile file,
      Programs programs,
      Fencing fencing,
      UserNames users,
      Optional<KnownServer> server) {
    this.settings = settings;
    this.file = file;
    this.programs = programs;
    this.fencing = fencing;
    this.users = users;
    this.server = server;
  }

  /// The fence has held somebody. Any thread may tell.
  ///
  /// @param to for people
  void held(long uid, String to) {
    OnTrial now = trial;
    if (now != null && uid < file.firstUid()) {
      synchronized (now.held()) {
        now.held().add(users.shown(uid) + " to " + to);
      }
    }
  }

  /// Has the fence hold, or only observe.
  ///
  /// @throws IOException with a sentence for people where it was not put up, or not confirmed
  void stage(boolean isEnforcing) throws IOException, InterruptedException {
    if (isEnforcing) {
      hold();
    } else {
      observe();
    }
  }

  /// Whoever lets go may be in trouble: what holds is let go without a look at anything else.
  private void observe() throws IOException, InterruptedException {
    Optional<Fence> kept = kept();
    Fence fence;
    if (kept.filter(it -> !it.enforced().isEmpty()).isPresent()) {
      fence = kept.get().observing();
    } else {
      fence = wanted(kept).observing();
      stopWhereItWouldCutOff(fence);
    }
    fencing.apply(fence, DEAD_MAN);
    fencing.confirm();
  }

  private Optional<Fence> kept() {
    try {
      return fencing.confirmed();
    } catch (IOException e) {
      log.warn("the fence that was confirmed cannot be read: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private Fence wanted(Optional<Fence> kept) throws IOException {
    try {
      return WantedFence.onThisHost().of(settings);
    } catch (IOException e) {
      return kept.orElseThrow(() -> e);
    }
  }

  private void hold() throws IOException, InterruptedException {
    Fence fence = WantedFence.onThisHost().of(settings);
    stopWhereItWouldCutOff(fence);
    OnTrial now = new OnTrial(new ArrayList<>());
    trial = now;
    try {
      Optional<Standing> before = fencing.standing();
      fencing.apply(fence, DEAD_MAN);
      Thread.sleep(TRIAL);
      stopWhereItSuffers(fence, now, before);
      fencing.confirm();
    } finally {
      trial = null;
    }
  }

  private void stopWhereItWouldCutOff(Fence fence) throws IOException, InterruptedException {
    for (FenceFinding each : findings(fence)) {
      if (each.stops()) {
        throw new IOException(each.what() + "; " + each.remedy());
      }
      log.warn("{}; {}", each.what(), each.remedy());
    }
  }

  private List<FenceFinding> findings(Fence fence) throws IOException, InterruptedException {
    List<FenceFinding> all =
        new ArrayList<>(
            new LockOut(new Processes(Path.of("/proc")), users)
                .of(
                    fence,
                    settings.relaysOnly(),
                    server.map(KnownServer::control).orElse(List.of())));
    all.addAll(new ForeignRules(programs, new ThisMachine()).of(fence, settings.behind()));
    return all;
  }

  private void stopWhereItSuffers(Fence fence, OnTrial now, Optional<Standing> before)
      throws IOException, InterruptedException {
    synchronized (now.held()) {
      if (!now.held().isEmpty()) {
        throw new IOException(
            "not confirmed, the kernel takes it back: it held " + now.held().getFirst());
      }
    }
    Optional<String> counted = counted(before, fencing.standing());
    if (counted.isPresent()) {
      throw new IOException("not confirmed, the kernel takes it back: it held " + counted.get());
    }
    OptionalLong uid = users.number(file.probeUser());
    if (uid.isEmpty()) {
      throw new IOException(
          "not confirmed, the kernel takes it back: this host has no user " + file.probeUser());
    }
    for (Try each : new Verification(fence, fencing, uid.getAsLong()).servers()) {
      if (!each.good()) {
        throw new IOException(
            "not confirmed, the kernel takes it back: a permitted server, " + each.words());
      }
    }
  }

  /// One of the system's own users whom the kernel counted as held in between, for people: each is
  /// counted, also where nobody was named in time.
  Optional<String> counted(Optional<Standing> before, Optional<Standing> after) {
    return after.map(Standing::book).orElse(List.of()).stream()
        .filter(each -> each.held() && each.uid() < file.firstUid())
        .filter(
            each -> each.packets() > before.map(it -> it.held(each.uid(), each.port())).orElse(0L))
        .findFirst()
        .map(each -> users.shown(each.uid()) + " at port " + each.port());
  }
}
