package weir.onhost;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
  private final List<LockOut.Control> control;
  private volatile @Nullable OnTrial trial;

  /// Whom of the system's own users a fence on trial has held. Its list is its lock.
  private record OnTrial(List<String> held) {}

  /// @param control where this host's agent reaches its server
  FenceStaging(
      FenceSettings settings,
      AgentFile file,
      Programs programs,
      Fencing fencing,
      UserNames users,
      List<LockOut.Control> control) {
    this.settings = settings;
    this.file = file;
    this.programs = programs;
    this.fencing = fencing;
    this.users = users;
    this.control = List.copyOf(control);
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
    Fence wanted = WantedFence.onThisHost().of(settings);
    Fence fence = isEnforcing ? wanted : wanted.observing();
    for (FenceFinding each : findings(fence)) {
      if (each.stops()) {
        throw new IOException(each.what() + "; " + each.remedy());
      }
      log.warn("{}; {}", each.what(), each.remedy());
    }
    OnTrial now = new OnTrial(new ArrayList<>());
    trial = now;
    try {
      fencing.apply(fence, DEAD_MAN);
      Thread.sleep(isEnforcing ? TRIAL : Duration.ZERO);
      stopWhereItSuffers(fence, now);
      fencing.confirm();
    } finally {
      trial = null;
    }
  }

  private List<FenceFinding> findings(Fence fence) throws IOException, InterruptedException {
    List<FenceFinding> all =
        new ArrayList<>(
            new LockOut(new Processes(Path.of("/proc")), users)
                .of(fence, settings.relaysOnly(), control));
    all.addAll(new ForeignRules(programs, new ThisMachine()).of(fence, settings.behind()));
    return all;
  }

  private void stopWhereItSuffers(Fence fence, OnTrial now)
      throws IOException, InterruptedException {
    synchronized (now.held()) {
      if (!now.held().isEmpty()) {
        throw new IOException(
            "not confirmed, the kernel takes it back: it held " + now.held().getFirst());
      }
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
}
