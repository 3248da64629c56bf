package weir.meter;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a meter shows at a moment.
public final class Reading {
  private final MeterKey key;
  private final long[][] values;
  private final @Nullable Usual usual;
  private final Customer customer;

  Reading(MeterKey key, long[][] values, @Nullable Usual usual) {
    this(key, values, usual, Customer.UNKNOWN);
  }

  private Reading(MeterKey key, long[][] values, @Nullable Usual usual, Customer customer) {
    this.key = key;
    this.values = values;
    this.usual = usual;
    this.customer = customer;
  }

  static Reading none(MeterKey key) {
    return new Reading(key, new long[Measure.values().length][Window.values().length], null);
  }

  /// The same, of a sender whose account is known.
  public Reading of(Customer known) {
    return new Reading(key, values, usual, known);
  }

  /// The same, had something else been counted: what a condition would say then.
  public Reading with(Measure measure, Window window, long value) {
    long[][] other = values.clone();
    other[measure.place()] = other[measure.place()].clone();
    other[measure.place()][window.place()] = value;
    return new Reading(key, other, usual, customer);
  }

  /// What is known of the account.
  public Customer customer() {
    return customer;
  }

  /// Whose meter it is.
  public MeterKey key() {
    return key;
  }

  /// What was counted in the window that ends now.
  public long value(Measure measure, Window window) {
    return values[measure.place()][window.place()];
  }

  /// What is usual; empty until two weeks after the first message.
  public Optional<Usual> usual() {
    return Optional.ofNullable(usual);
  }
}
