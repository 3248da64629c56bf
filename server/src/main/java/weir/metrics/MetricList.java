package weir.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Metrics of one moment, in the order in which they are told.
final class MetricList {
  private final List<Supplier<MetricSnapshot>> metrics = new ArrayList<>();

  /// A metric with a value for each value of its one label.
  interface Labelled {
    void add(String label, double value);

    default void add(String label, long value) {
      add(label, (double) value);
    }
  }

  void gauge(String name, String help, long value) {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
    gauge.dataPoint(GaugeDataPointSnapshot.builder().value((double) value).build());
    metrics.add(gauge::build);
  }

  Labelled gauges(String name, String help, String label) {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
    metrics.add(gauge::build);
    return (of, value) ->
        gauge.dataPoint(
            GaugeDataPointSnapshot.builder().labels(Labels.of(label, of)).value(value).build());
  }

  /// Of something that only grows while the process lives.
  void counter(String name, String help, long value) {
    CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
    counter.dataPoint(CounterDataPointSnapshot.builder().value((double) value).build());
    metrics.add(counter::build);
  }

  Labelled counters(String name, String help, String label) {
    CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
    metrics.add(counter::build);
    return (of, value) ->
        counter.dataPoint(
            CounterDataPointSnapshot.builder().labels(Labels.of(label, of)).value(value).build());
  }

  MetricSnapshots all() {
    return new MetricSnapshots(metrics.stream().map(Supplier::get).toList());
  }
}
