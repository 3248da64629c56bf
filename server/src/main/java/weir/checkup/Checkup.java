package weir.checkup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.incident.Alarm;
import weir.vitals.Taken;
import weir.vitals.Vitals;

/// Reads all gauges once a minute, on a thread of its own, and raises an alarm about a host of
/// which something is much worse than usual. A gauge that fails is told once, and the others are
/// read.
public final class Checkup implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Checkup.class);

  /// How often all gauges are read.
  static final Duration EVERY = Duration.ofMinutes(1);

  private static final Duration WRITE_EVERY = Duration.ofHours(1);
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

  private final VitalsFile file;
  private final Map<String, Gauge> gauges;
  private final Consumer<Alarm> alarms;
  private final InstantSource clock;
  private final Vitals vitals = new Vitals();
  private final List<String> failing = new ArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private Instant written;
  private @Nullable Thread thread;

  /// @param folder of the server
  /// @param gauges by a word for people
  /// @param alarms takes what is worse; it is not to fail
  public Checkup(
      Path folder, Map<String, Gauge> gauges, Consumer<Alarm> alarms, InstantSource clock) {
    this.file = new VitalsFile(folder);
    this.gauges = Map.copyOf(gauges);
    this.alarms = alarms;
    this.clock = clock;
    this.written = clock.instant();
  }

  /// Begins.
  public void start() {
    thread = Thread.ofPlatform().daemon().name("weir-checkup").start(this::run);
  }

  private void run() {
    try {
      vitals.remember(file.read());
    } catch (IOException e) {
      log.warn("what is usual of the servers begins anew: {}", e.getMessage());
    }
    try {
      while (!closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    write();
  }

  /// Reads all gauges once.
  void look() throws InterruptedException {
    Instant now = clock.instant();
    List<Taken> taken = new ArrayList<>();
    for (Map.Entry<String, Gauge> each : gauges.entrySet()) {
      try {
        taken.addAll(each.getValue().read(now));
        failing.remove(each.getKey());
      } catch (IOException | RuntimeException e) {
        if (!failing.contains(each.getKey())) {
          failing.add(each.getKey());
          log.warn("{} cannot be told: {}", each.getKey(), e.getMessage());
        }
      }
    }
    vitals
        .take(taken, now)
        .forEach(worse ->
            alarms.accept(Alarm.ofHost(worse.vital().word(), worse.host(), worse.sentence(), now)));
    if (written.plus(WRITE_EVERY).isBefore(now)) {
      written = now;
      write();
    }
  }

  private void write() {
    try {
      file.write(vitals.hours());
    } catch (IOException e) {
      log.warn("what is usual of the servers is not written: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    closing.countDown();
    Thread running = thread;
    if (running != null) {
      try {
        if (!running.join(CLOSE_WAIT)) {
          running.interrupt();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
